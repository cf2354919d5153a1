import asyncio


class Connection:
    async def __aenter__(self):
        print("connecting")
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        print("closing", exc_type.__name__ if exc_type else "normally")
        await asyncio.sleep(0)

    async def query(self, n):
        await asyncio.sleep(0)
        return [n * i for i in range(3)]


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0)
        return self.n + 1


async def fibonacci(limit):
    a, b = 0, 1
    while a < limit:
        yield a
        await asyncio.sleep(0)
        a, b = b, a + b


async def main():
    async with Connection() as c:
        print(await c.query(5))
    try:
        async with Connection():
            raise ValueError("lost")
    except ValueError as e:
        print("error:", e)
    async for n in Countdown(3):
        print(n)
    print([n async for n in fibonacci(30) if n % 2], sum([n async for n in fibonacci(10)]))
    async for n in fibonacci(100):
        if n > 5:
            print("stopped at", n)
            break


asyncio.run(main())
