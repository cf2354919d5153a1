# flags: --virtual-time
import asyncio


class Ticker:
    def __init__(self, delay, to):
        self.delay, self.to, self.i = delay, to, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.to:
            raise StopAsyncIteration
        self.i += 1
        if self.i > 1:
            await asyncio.sleep(self.delay)
        return self.i


async def merge(*its):
    q, done = asyncio.Queue(), object()

    async def feed(it):
        async for x in it:
            await q.put(x)
        await q.put(done)
    tasks = [asyncio.create_task(feed(i)) for i in its]
    left = len(tasks)
    while left:
        x = await q.get()
        if x is done:
            left -= 1
        else:
            yield x


async def azip(*its):
    its = [aiter(i) for i in its]
    while True:
        try:
            yield tuple([await anext(i) for i in its])
        except StopAsyncIteration:
            return


async def amap(f, it):
    async for x in it:
        yield f(x)


async def take(n, it):
    out = []
    async for x in it:
        out.append(x)
        if len(out) == n:
            break
    return out


async def main():
    async for i in Ticker(0.01, 3):
        print("tick", i)
    print([i async for i in Ticker(0, 5) if i % 2])
    print([x async for x in azip(Ticker(0, 2), Ticker(0, 5))])
    print([x async for x in merge(amap(lambda x: f"a{x}", Ticker(0.05, 3)), amap(lambda x: f"b{x}", Ticker(0.03, 3)))])
    print(await take(2, Ticker(0, 100)), await anext(Ticker(0, 0), "empty"))
    t = Ticker(0, 2)
    print(await anext(t), await anext(t))
    try:
        await anext(t)
    except StopAsyncIteration as e:
        print("StopAsyncIteration", e.args)


asyncio.run(main())
