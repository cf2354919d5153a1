import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    asyncio.create_task(ticker(2))
    async with asyncio.TaskGroup():
        print("nothing")
    print("after, at once")
    await asyncio.sleep(0)


asyncio.run(main())
