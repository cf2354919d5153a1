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
    task = asyncio.create_task(steps("t", 1))
    asyncio.create_task(ticker(4))
    done, pending = await asyncio.wait([task], timeout=0)
    print(len(done), len(pending))
    print(await task)


asyncio.run(main())
