"""Pipelines, merging, a bus, and asynchronous generators driven by hand."""
import asyncio, sys

class Stream:

    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        self.i = 0
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        await asyncio.sleep(0)
        return self.i

async def pipe(src, *stages):
    for s in stages:
        src = s(src)
    return [x async for x in src]

async def double(s):
    async for x in s:
        yield (x * 2)

async def odd(s):
    async for x in s:
        if x % 4:
            yield x

async def merge(*its):
    q = asyncio.Queue()
    done = object()

    async def pump(i):
        async for x in i:
            await q.put(x)
        await q.put(done)
    async with asyncio.TaskGroup() as tg:
        for i in its:
            tg.create_task(pump(i))
        n = len(its)
        while n:
            x = await q.get()
            if x is done:
                n -= 1
            else:
                yield x

class Bus:

    def __init__(self):
        self.subs = {}

    def sub(self, t):
        q = asyncio.Queue()
        self.subs.setdefault(t, []).append(q)
        return q

    async def pub(self, t, m):
        for q in self.subs.get(t, ()):
            await q.put(m)

async def main():
    print(await pipe(Stream(5), double, odd))
    print([x async for x in merge(Stream(3), Stream(2))])
    print({x: y async for x, y in azip(Stream(3), Stream(3))}, sum([x async for x in Stream(4) if x > 1]))
    bus = Bus()
    q1, q2 = (bus.sub('a'), bus.sub('a'))
    await bus.pub('a', 1)
    await bus.pub('b', 2)
    print(q1.get_nowait(), q2, q2.qsize())
    ag = double(Stream(3))
    print(ag, type(ag).__name__) if 0 else print(type(ag).__name__)
    print(await ag.asend(None), await ag.__anext__())
    try:
        await ag.athrow(ValueError('in'))
    except ValueError as e:
        print(e)
    try:
        await ag.asend(None)
    except StopAsyncIteration:
        print('stop')

    async def g():
        x = (yield 1)
        print('got', x)
        try:
            yield 2
        except KeyError:
            yield 'handled'
    a = g()
    print(await a.asend(None), await a.asend('S'), await a.athrow(KeyError))
    await a.aclose()
    try:
        await anext((g2 := g()), None)
        print(g2.ag_running, g2.ag_frame is not None, g2.ag_await)
    finally:
        await g2.aclose()
    print(await anext(Stream(0).__aiter__(), 'default'))
    try:
        [x async for x in [1]]
    except TypeError as e:
        print(e)
    try:
        async with Stream(1):
            pass
    except TypeError as e:
        print(e)

    async def bad():
        yield 1
        raise StopAsyncIteration
    try:
        [x async for x in bad()]
    except RuntimeError as e:
        print(e)
    a = g()
    await a.asend(None)
    t = a.asend(1)
    b = a.asend(2)
    try:
        await b
        await t
    except RuntimeError as e:
        print(e)

async def azip(*its):
    its = [i.__aiter__() for i in its]
    while True:
        try:
            yield tuple([await i.__anext__() for i in its])
        except StopAsyncIteration:
            return
asyncio.run(main())
