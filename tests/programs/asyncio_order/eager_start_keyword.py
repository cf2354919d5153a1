import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.Task(steps("eager", 1), loop=loop, eager_start=True)
    print("made")
    other = asyncio.Task(steps("lazy", 1), loop=loop, eager_start=False)
    print("made")
    await asyncio.gather(task, other)


asyncio.run(main())
