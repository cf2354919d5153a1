import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    print("before")
    tasks = [asyncio.create_task(steps(n, c)) for n, c in (("a", 0), ("b", 1), ("c", 2))]
    print("after", [t.done() for t in tasks])
    await asyncio.gather(*tasks)


asyncio.run(main())
