import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    awaitables = list(asyncio.as_completed([asyncio.create_task(steps(n, c)) for n, c in (("a", 2), ("b", 0), ("c", 1))]))
    print(len(awaitables))
    for awaitable in reversed(awaitables):
        print("got", await awaitable)


asyncio.run(main())
