import traceback
import sys


def a():
    b()


def b():
    x = 1
    raise ValueError("deep")


try:
    a()
except ValueError as e:
    print(traceback.format_exc(), end="")
    for f in traceback.extract_tb(e.__traceback__):
        print(f.name, f.lineno, f.line)
    print(traceback.format_tb(e.__traceback__)[-1], end="")
    print(traceback.format_exception(e)[0], end="")
    te = traceback.TracebackException.from_exception(e)
    print(te.exc_type_str, te.stack[-1].name)
    print("".join(traceback.format_exception(type(e), e, None)), end="")
    traceback.print_exception(e, limit=1, file=sys.stdout)
    traceback.print_exception(e, limit=-1, file=sys.stdout)


def show_stack():
    for f in traceback.extract_stack():
        print("stack", f.name, f.lineno)
    print(traceback.format_stack()[-1], end="")


def caller():
    show_stack()


caller()
try:
    try:
        a()
    except ValueError as e:
        raise KeyError("second") from e
except KeyError:
    text = traceback.format_exc()
    print(text.count("Traceback"), "direct cause" in text)
try:
    eval("1 +")
except SyntaxError:
    traceback.print_exc(file=sys.stdout)
try:
    exec("def f():\n    return 1 / 0\nf()")
except ZeroDivisionError:
    traceback.print_exc(file=sys.stdout)
tb = None
try:
    a()
except ValueError as e:
    tb = e.__traceback__
n = 0
while tb:
    print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_locals.get("x"))
    tb = tb.tb_next
print(traceback.format_list([("f.py", 3, "fn", "code()")]))
print(list(traceback.walk_tb(None)))
