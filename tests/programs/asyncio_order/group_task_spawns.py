import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    async def spawner(group, n):
        print("spawner", n)
        if n:
            group.create_task(spawner(group, n - 1))
            group.create_task(steps(f"s{n}", 1))
    async with asyncio.TaskGroup() as group:
        group.create_task(spawner(group, 3))
        print("body ends")
    print("group ends")


asyncio.run(main())
