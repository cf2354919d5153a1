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
    asyncio.create_task(ticker(8))
    inner = asyncio.gather(steps("a", 1), steps("b", 2))
    print(await asyncio.gather(inner, steps("c", 0), asyncio.gather(steps("d", 0), asyncio.gather(steps("e", 1)))))


asyncio.run(main())
