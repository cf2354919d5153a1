"""Asynchronous generators, comprehensions, iteration and context by hand."""
import asyncio


async def ticker(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                print("got", got)
            await asyncio.sleep(0)
    finally:
        print("ticker done")


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


async def main():
    async for x in ticker(3):
        print(x)
    print([x async for x in Countdown(3)], {x async for x in ticker(2)}, {x: y async for x, y in pairs()})
    print([await later(x) for x in range(3)], [x async for x in ticker(4) if x % 2])
    gen = ticker(5)
    print(await anext(gen), await gen.asend("hello"), await anext(gen))
    await gen.aclose()
    print(await anext(gen, "default"))
    gen = ticker(2)
    await anext(gen)
    try:
        await gen.athrow(ValueError("thrown"))
    except ValueError as error:
        print("out", error)
    async for x in ticker(10):
        if x == 1:
            break
    print("broken out")
    agen = (x * 2 async for x in Countdown(3))
    print(type(agen).__name__, [y async for y in agen])
    try:
        for x in ticker(1):
            pass
    except TypeError as error:
        print(error)
    try:
        async for x in [1]:
            pass
    except TypeError as error:
        print(error)
    try:
        await 5
    except TypeError as error:
        print(error)

    class BadAwait:
        def __await__(self):
            return 3

    try:
        await BadAwait()
    except TypeError as error:
        print(error)

    class Awaitable:
        def __await__(self):
            yield from asyncio.sleep(0).__await__()
            return "awaited"

    print(await Awaitable())


async def pairs():
    yield 1, 2
    yield 3, 4


async def later(x):
    await asyncio.sleep(0)
    return x * 10


asyncio.run(main())
c = later(1)
print(type(c).__name__, c.cr_await, c.cr_code.co_name)
try:
    c.send(3)
except TypeError as error:
    print(error)
print(c.send(None))
c.close()
try:
    c.send(None)
except RuntimeError as error:
    print(error)


def by_hand(coro):
    steps = 0
    while True:
        try:
            coro.send(None)
            steps += 1
        except StopIteration as stop:
            return steps, stop.value


async def deep(n):
    if n:
        return await deep(n - 1) + 1
    await asyncio.sleep(0)
    return 0


print(by_hand(deep(5)))
