# Waiters of one future wake in the order in which they began to wait.
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
    future = asyncio.get_running_loop().create_future()
    async def waits(name):
        print(name, "waits")
        print(name, "got", await future)
    tasks = [asyncio.create_task(waits(n)) for n in "abcd"]
    await asyncio.sleep(0)
    future.set_result("x")
    print("set")
    asyncio.create_task(steps("late", 1))
    await ticker(3)
    await asyncio.gather(*tasks)


asyncio.run(main())
