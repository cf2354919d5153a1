# The first error goes to the waiter; the others run on.
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
    tasks = [asyncio.create_task(c) for c in (steps("a", 3), fails("b", 1), steps("c", 4))]
    try:
        await asyncio.gather(*tasks)
    except ValueError as error:
        print("caught", error, [t.done() for t in tasks])
    await asyncio.sleep(0)
    print(await asyncio.gather(*tasks, return_exceptions=True))


asyncio.run(main())
