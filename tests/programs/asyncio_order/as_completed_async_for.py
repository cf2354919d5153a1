import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    tasks = [asyncio.create_task(steps(n, c), name=n) for n, c in (("a", 2), ("b", 0), ("c", 1))]
    async for task in asyncio.as_completed(tasks):
        print("completed", task.get_name(), task in tasks, await task)


asyncio.run(main())
