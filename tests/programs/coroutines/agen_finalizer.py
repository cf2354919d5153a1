# Async generator hooks: who finalises an abandoned async generator.
import sys


async def agen():
    try:
        yield 1
        yield 2
    finally:
        print("finally")


def drive(coro):
    try:
        coro.send(None)
    except StopIteration as e:
        return e.value


def first(g):
    print("firstiter", g.__name__)


def last(g):
    print("finalizer", g.__name__)
    drive(g.aclose())


old = sys.get_asyncgen_hooks()
print(old.firstiter, old.finalizer)
sys.set_asyncgen_hooks(firstiter=first, finalizer=last)
g = agen()
print(drive(g.__anext__()))
del g
print("after del")
h = agen()
del h
print("not started: nothing")
k = agen()
drive(k.__anext__()), drive(k.__anext__())
try:
    drive(k.__anext__())
except StopAsyncIteration:
    print("exhausted")
del k
print("exhausted: no finalizer")
sys.set_asyncgen_hooks(*old)
try:
    sys.set_asyncgen_hooks(firstiter=5)
except TypeError as e:
    print(e)
