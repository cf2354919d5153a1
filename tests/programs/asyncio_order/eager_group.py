import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    async with asyncio.TaskGroup() as group:
        for n in "abc":
            print("made", group.create_task(steps(n, int(n == "b"))).done())
    print("end")


asyncio.run(main())
