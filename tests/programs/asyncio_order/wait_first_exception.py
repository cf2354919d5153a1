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
    tasks = [asyncio.create_task(c) for c in (steps("a", 1), fails("b", 2), steps("c", 5))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print([t in done for t in tasks], len(pending))
    await asyncio.wait(tasks)
    print(repr(tasks[1].exception()))


asyncio.run(main())
