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
    asyncio.create_task(ticker(6))
    async with asyncio.TaskGroup() as group:
        a = group.create_task(steps("a", 2))
        b = group.create_task(steps("b", 1))
        print("body ends")
    print("after", a.result(), b.result())


asyncio.run(main())
