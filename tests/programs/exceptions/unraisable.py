# Exceptions with nowhere to go: __del__ and weakref callbacks.
import sys
import weakref


def hook(args):
    print("unraisable:", args.exc_type.__name__, args.exc_value, "|", str(args.err_msg).split(" <")[0])


sys.unraisablehook = hook


class Bad:
    def __del__(self):
        raise ValueError("in __del__")


b = Bad()
del b
print("after del")


class Target:
    pass


def callback(ref):
    raise KeyError("in callback")


t = Target()
r = weakref.ref(t, callback)
del t
print("after weakref", r())


def gen():
    try:
        yield 1
    finally:
        raise OSError("in generator finally")


g = gen()
next(g)
del g
print("after generator")


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("ignored")
            yield 2
            return


s = stubborn()
next(s)
del s
print("end")
