import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    async def generator(name):
        for i in range(3):
            print(name, "yields", i)
            yield i
            await asyncio.sleep(0)
    async def consume(name):
        async for i in generator(name):
            print(name, "got", i)
    await asyncio.gather(consume("a"), consume("b"), ticker(4))


asyncio.run(main())
