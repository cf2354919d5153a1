import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    async def numbers(n):
        for i in range(n):
            await asyncio.sleep(0)
            yield i
    async def double(i):
        await asyncio.sleep(0)
        return 2 * i
    asyncio.create_task(ticker(5))
    print([i async for i in numbers(3)])
    print([await double(i) async for i in numbers(4) if i % 2])
    print({i: await double(i) for i in range(3)})


asyncio.run(main())
