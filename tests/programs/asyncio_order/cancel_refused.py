import asyncio


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
    task = asyncio.create_task(stubborn("s", 3))
    await asyncio.sleep(0)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print("done", task.done())
    print(await task, task.cancelled())


asyncio.run(main())
