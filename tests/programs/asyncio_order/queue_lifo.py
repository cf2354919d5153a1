import asyncio


async def main():
    items = asyncio.LifoQueue(3)
    async def producer():
        for i in range(6):
            await items.put(i)
            print("put", i)
    async def consumer():
        for _ in range(6):
            print("got", await items.get())
            await asyncio.sleep(0)
    await asyncio.gather(producer(), consumer())


asyncio.run(main())
