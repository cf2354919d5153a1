import asyncio


async def main():
    items = asyncio.Queue(1)
    async def producer(name):
        for i in range(3):
            await items.put((name, i))
            print(name, "put", i)
    async def consumer(count):
        for _ in range(count):
            print("got", await items.get())
    await asyncio.gather(producer("a"), producer("b"), consumer(6))


asyncio.run(main())
