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
    for next_one in asyncio.as_completed(list(map(asyncio.create_task, (fails("a", 1), steps("b", 0), fails("c", 2, KeyError))))):
        try:
            print(await next_one)
        except Exception as error:
            print(repr(error))


asyncio.run(main())
