# Generators: laziness, state, exhaustion, attributes.
import inspect
import types


def count(n):
    print("started")
    for i in range(n):
        print("about to yield", i)
        yield i
        print("resumed after", i)
    print("finishing")
    return "result"


g = count(2)
print(type(g) is types.GeneratorType, g.__name__, g.__qualname__, inspect.getgeneratorstate(g))
print(next(g), inspect.getgeneratorstate(g))
print(next(g))
try:
    next(g)
except StopIteration as e:
    print("StopIteration", e.value, e.args)
print(inspect.getgeneratorstate(g))
for _ in range(2):
    try:
        next(g)
    except StopIteration as e:
        print("again", e.value, e.args)
print(list(g), next(g, "default"))
print(iter(g) is g, hasattr(g, "__len__"), hasattr(g, "__next__"))


def empty():
    return
    yield


print(list(empty()), list(x for x in []))


def squares(n):
    i = 0
    while i < n:
        yield i * i
        i += 1


print(list(squares(5)), sum(squares(4)), max(squares(3)), 9 in squares(10), sorted(squares(4), reverse=True), tuple(squares(2)), set(squares(3)) == {0, 1, 4})
a, b, c = squares(3)
print(a, b, c, [*squares(2), *squares(3)], dict(enumerate(squares(3))))
first, *rest = squares(4)
print(first, rest)
g = squares(10)
for v in g:
    if v > 5:
        break
print(v, next(g))
g = squares(3)
print(g.gi_frame.f_locals, g.gi_running, g.gi_code.co_name, g.gi_yieldfrom)
next(g)
print(g.gi_frame.f_locals, g.gi_suspended)
list(g)
print(g.gi_frame, g.gi_suspended)


def infinite():
    n = 0
    while True:
        yield n
        n += 1


from itertools import islice
print(list(islice(infinite(), 3, 7)))
exp = (x * x for x in range(3))
print(exp.__name__, type(exp).__name__, list(exp), list(exp))


def nested_self():
    def inner():
        yield from "ab"
    yield inner
    yield list(inner())


print([x if isinstance(x, list) else x.__name__ for x in nested_self()])
def with_locals():
    x = 1
    yield x
    x += 1
    yield x
print(list(with_locals()))
try:
    len(squares(2))
except TypeError as e:
    print(e)
try:
    squares(2)[0]
except TypeError as e:
    print(e)
