import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    event = asyncio.Event()
    event.set()
    asyncio.create_task(ticker(2))
    print(await event.wait(), "at once")
    await asyncio.sleep(0)


asyncio.run(main())
