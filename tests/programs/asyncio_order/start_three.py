# Tasks start in the order of their making, one turn later.
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
    for name in "abc":
        asyncio.create_task(steps(name, 3))
    await ticker(6)


asyncio.run(main())
