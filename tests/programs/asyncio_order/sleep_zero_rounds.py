# sleep(0) gives up exactly one turn.
import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    async def worker(name, rounds):
        for r in range(rounds):
            print(name, r)
            for _ in range(r):
                await asyncio.sleep(0)
        print(name, "ends")
    await asyncio.gather(worker("a", 4), worker("b", 3), worker("c", 4), ticker(8))


asyncio.run(main())
