import asyncio


async def main():
    semaphore = asyncio.Semaphore(2)
    async def worker(name, turns_held):
        async with semaphore:
            print(name, "in", semaphore.locked())
            for _ in range(turns_held):
                await asyncio.sleep(0)
            print(name, "out")
    await asyncio.gather(*(worker(n, c) for n, c in zip("abcde", (3, 1, 1, 2, 0))))


asyncio.run(main())
