# A bare yield is a turn, as sleep(0).
import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    class Turn:
        def __await__(self):
            yield
    async def worker(name):
        for i in range(3):
            print(name, i)
            await Turn()
    await asyncio.gather(worker("a"), worker("b"), ticker(4))


asyncio.run(main())
