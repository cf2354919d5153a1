# Awaiting a coroutine that never suspends doesn't let anybody else run.
import asyncio


async def quick(n):
    print("quick", n)
    return n


async def other():
    print("other runs")


async def main():
    asyncio.create_task(other())
    print(await quick(1))
    print(await quick(2))
    fut = asyncio.get_running_loop().create_future()
    fut.set_result("done already")
    print(await fut)
    print("other has not run yet")
    await asyncio.sleep(0)
    print("now it has")


asyncio.run(main())
