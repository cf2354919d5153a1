import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    done, pending = await asyncio.wait([asyncio.create_task(steps(n, c)) for n, c in (("a", 0), ("b", 1))])
    print(len(done), len(pending))
    print(await asyncio.wait_for(steps("w", 0), 1))
    async with asyncio.timeout(1):
        print(await steps("t", 0))


asyncio.run(main())
