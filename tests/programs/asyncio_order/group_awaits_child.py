import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    async with asyncio.TaskGroup() as group:
        child = group.create_task(steps("child", 1))
        print("body got", await child)
        again = group.create_task(steps("again", 1))
    print(again.result())


asyncio.run(main())
