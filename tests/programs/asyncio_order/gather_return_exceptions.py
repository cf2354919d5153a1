import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def fails(name, count=1, error=ValueError):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "raises")
    raise error(name)


async def main():
    results = await asyncio.gather(fails("a", 2), steps("b", 1), fails("c", 0, KeyError), return_exceptions=True)
    print([repr(r) for r in results])


asyncio.run(main())
