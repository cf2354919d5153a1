import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    asyncio.create_task(ticker(4))
    print(await asyncio.gather(steps("a", 0), steps("b", 0)))
    print(await asyncio.gather(steps("c", 1), steps("d", 0)))


asyncio.run(main())
