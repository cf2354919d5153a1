import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    tasks = [asyncio.create_task(steps(n, c)) for n, c in (("a", 0), ("b", 2))]
    async for task in asyncio.as_completed(tasks):
        print("first", await task)
        break
    print(await tasks[1])


asyncio.run(main())
