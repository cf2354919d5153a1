import asyncio


async def main():
    lock = asyncio.Lock()
    async def worker(name):
        print(name, "wants")
        async with lock:
            print(name, "has")
            await asyncio.sleep(0)
        print(name, "gave back")
    await asyncio.gather(*map(worker, "abcd"))


asyncio.run(main())
