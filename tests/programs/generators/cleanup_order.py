# When finally blocks of abandoned generators run.
def g(name):
    try:
        yield name
        yield name
    finally:
        print("cleanup", name)


for x in g("break"):
    break
print("after loop")
it = g("del")
next(it)
del it
print("after del")
it = g("rebound")
next(it)
it = None
print("after rebinding")
next(g("temporary"))
print("after temporary")


def holder():
    it = g("local")
    next(it)
    print("leaving holder")


holder()
print("after holder")
a = g("never started")
del a
print("nothing for a generator that never ran")
lst = [g("a"), g("b"), g("c")]
for it in lst:
    next(it)
del it
lst.clear()
print("after clear")


def nest():
    with_inner = g("inner")
    try:
        yield from with_inner
    finally:
        print("cleanup outer")


n = nest()
next(n)
del n
print("after nested")


def in_exception():
    for _ in g("exception"):
        raise ValueError


try:
    in_exception()
except ValueError:
    print("in handler")
print("after handler")
from contextlib import closing, contextmanager
with closing(g("closing")) as c:
    print(next(c))
print("after closing")
z = zip(g("z1"), g("z2"))
next(z)
del z
print("after zip")
x, *_ = g("unpack")
print(x)


@contextmanager
def managed():
    print("enter")
    try:
        yield "value"
    except KeyError as e:
        print("handled", repr(e))
    finally:
        print("exit")


with managed() as v:
    print(v)
with managed():
    raise KeyError("k")
try:
    with managed():
        raise ValueError("v")
except ValueError as e:
    print(e)
end = g("at exit")
next(end)
print("end of program")
