import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    for next_one in asyncio.as_completed([asyncio.create_task(steps(n, c)) for n, c in (("a", 3), ("b", 1), ("c", 2))]):
        print("completed", await next_one)


asyncio.run(main())
