import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    async def bad():
        raise ValueError("at once")
    task = asyncio.create_task(bad())
    print(task.done(), repr(task.exception()))
    try:
        await asyncio.gather(bad(), steps("s", 1))
    except ValueError as error:
        print("caught", error)
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(main())
