import sys


def hook(kind, value, tb):
    print("hook:", kind.__name__, value, "line", tb.tb_lineno)
    while tb.tb_next:
        tb = tb.tb_next
    print("deepest:", tb.tb_frame.f_code.co_name, "line", tb.tb_lineno)


sys.excepthook = hook


def f():
    g()


def g():
    raise ValueError("from g")


f()
