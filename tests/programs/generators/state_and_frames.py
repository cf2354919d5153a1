# Frames of generators: locals, line numbers, stack, yieldfrom, running.
import inspect
import sys


def g(a):
    b = a * 2
    yield b
    c = yield b + 1
    yield c


it = g(5)
print(it.gi_frame.f_lineno - g.__code__.co_firstlineno, dict(it.gi_frame.f_locals))
next(it)
print(it.gi_frame.f_lineno - g.__code__.co_firstlineno, dict(it.gi_frame.f_locals))
next(it)
it.send("sent")
print(sorted(it.gi_frame.f_locals.items()))
it.close()
print(it.gi_frame, inspect.getgeneratorstate(it))


def who():
    f = sys._getframe(1)
    names = []
    while f:
        names.append(f.f_code.co_name)
        f = f.f_back
    return names


def inner():
    yield who()


def outer():
    yield from inner()


print(next(outer()), next(inner()))


def self_inspect():
    yield me.gi_running, inspect.getgeneratorstate(me)


me = self_inspect()
print(next(me), me.gi_running)


def raising():
    try:
        yield 1
    except ValueError as e:
        yield [f.name for f in __import__("traceback").extract_tb(e.__traceback__)]


r = raising()
next(r)
print(r.throw(ValueError("t")))
g2 = (x for x in [1, 2])
print(g2.gi_code.co_name, g2.gi_code.co_varnames, g2.__qualname__)
g2.__name__ = "renamed"
print(g2.__name__, repr(g2).split(" at ")[0])
try:
    g2.gi_frame = None
except AttributeError as e:
    print(e)
