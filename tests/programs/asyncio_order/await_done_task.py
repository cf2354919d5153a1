# Awaiting what is done takes no turn.
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
    task = asyncio.create_task(steps("t", 0))
    asyncio.create_task(ticker(4))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("done", task.done())
    print(await task, "at once")
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
