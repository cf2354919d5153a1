import asyncio


async def main():
    items = asyncio.PriorityQueue()
    async def consumer():
        for _ in range(6):
            print("got", await items.get())
    task = asyncio.create_task(consumer())
    for n in (3, 1, 2):
        await items.put(n)
    await asyncio.sleep(0)
    for n in (9, 8, 7):
        await items.put(n)
    await task


asyncio.run(main())
