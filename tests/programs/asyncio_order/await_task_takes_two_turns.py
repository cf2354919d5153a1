# A task that is awaited begins in the next turn and wakes its waiter in the one after.
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
    asyncio.create_task(ticker(5))
    print("before")
    print(await asyncio.create_task(steps("inner", 0)))
    print("after")
    await asyncio.sleep(0)


asyncio.run(main())
