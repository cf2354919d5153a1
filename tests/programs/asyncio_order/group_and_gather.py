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
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(steps("a", 3))
            print(await asyncio.gather(steps("b", 1), fails("c", 2)))
    except* ValueError as errors:
        print(errors.exceptions)


asyncio.run(main())
