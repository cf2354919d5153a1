import asyncio


async def main():
    items = asyncio.Queue(2)
    async def producer():
        for i in range(5):
            await items.put(i)
            print("put", i, items.qsize())
        await items.put(None)
    async def consumer():
        while (item := await items.get()) is not None:
            print("got", item)
    await asyncio.gather(producer(), consumer())


asyncio.run(main())
