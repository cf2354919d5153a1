# The same awaitable runs once.
import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    coroutine = steps("once", 1)
    task = asyncio.create_task(steps("task", 1))
    print(await asyncio.gather(coroutine, task, coroutine, task))


asyncio.run(main())
