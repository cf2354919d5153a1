import asyncio


async def main():
    lock = asyncio.Lock()
    async def worker(name, rounds):
        for i in range(rounds):
            async with lock:
                print(name, i)
                await asyncio.sleep(0)
    await asyncio.gather(worker("a", 3), worker("b", 3), worker("c", 2))


asyncio.run(main())
