# async with and async for, driven by hand.
class ACM:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        print("aenter", self.name)
        return self.name.upper()

    async def __aexit__(self, kind, e, tb):
        print("aexit", self.name, kind and kind.__name__, e)
        return self.swallow


class ARange:
    def __init__(self, n):
        self.n, self.i = n, 0

    def __aiter__(self):
        print("aiter")
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        return self.i


def run(coro):
    try:
        coro.send(None)
    except StopIteration as e:
        return e.value
    except Exception as e:
        return f"{type(e).__name__}: {e}"


async def basic():
    async with ACM("a") as a, ACM("b", swallow=True) as b:
        print("body", a, b)
        raise ValueError("swallowed by b")
    async for x in ARange(3):
        if x == 2:
            continue
        print("x", x)
    else:
        print("else")
    async for x in ARange(9):
        break
    else:
        print("never")
    return "done"


print(run(basic()))


async def propagates():
    async with ACM("p"):
        raise KeyError("out")


async def returns():
    async with ACM("r"):
        async for x in ARange(3):
            return x


print(run(propagates()), run(returns()))


async def bad_with(cm):
    async with cm:
        pass


async def bad_for(it):
    async for _ in it:
        pass


class SyncCM:
    def __enter__(self): return 1
    def __exit__(self, *a): pass


class NoCoroutine:
    def __aenter__(self): return 5
    async def __aexit__(self, *a): pass


class BadIter:
    def __aiter__(self): return 5


class BadNext:
    def __aiter__(self): return self
    def __anext__(self): return 5


class AwaitableIter:
    async def __aiter__(self): return self


import warnings
warnings.simplefilter("ignore")
for cm in (SyncCM(), NoCoroutine(), 5):
    print(run(bad_with(cm)))
for it in ([1], BadIter(), BadNext(), AwaitableIter(), 5):
    print(run(bad_for(it)))


class FailingNext:
    def __aiter__(self): return self
    async def __anext__(self): raise OSError("in anext")


print(run(bad_for(FailingNext())))
try:
    with ACM("sync with"):
        pass
except TypeError as e:
    print(e)
try:
    for x in ARange(1):
        pass
except TypeError as e:
    print(e)


async def destructure():
    class Pairs:
        def __init__(self): self.items = [(1, [2, 3]), (4, [5])]
        def __aiter__(self): return self
        async def __anext__(self):
            if not self.items:
                raise StopAsyncIteration
            return self.items.pop(0)
    d = {}
    async for a, (b, *c) in Pairs():
        print(a, b, c)
    async for d["k"] in ARange(2):
        pass
    return d


print(run(destructure()))
