# Callbacks and first steps share one queue.
import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "soon 1")
    asyncio.create_task(steps("task", 1))
    loop.call_soon(print, "soon 2")
    loop.call_soon(lambda: loop.call_soon(print, "soon from soon"))
    await ticker(4)


asyncio.run(main())
