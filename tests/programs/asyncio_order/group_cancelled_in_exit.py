import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def stubborn(name, count=2):
    while True:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            count -= 1
            print(name, "refuses", count)
            if count == 0:
                print(name, "gives up")
                return name


async def main():
    async def scope():
        async with asyncio.TaskGroup() as group:
            group.create_task(stubborn("child", 1))
            print("body ends")
    task = asyncio.create_task(scope())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    asyncio.create_task(ticker(4))
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelling())


asyncio.run(main())
