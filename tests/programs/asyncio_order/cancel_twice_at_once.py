# Two requests before the task runs are one exception.
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
    task = asyncio.create_task(stubborn("s", 2))
    await asyncio.sleep(0)
    print(task.cancel("one"), task.cancel("two"), task.cancelling())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(task.done())
    task.cancel()
    print(await task, task.cancelling())


asyncio.run(main())
