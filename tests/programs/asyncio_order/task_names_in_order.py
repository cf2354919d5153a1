import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    tasks = [asyncio.create_task(steps("t", 0)) for _ in range(2)]
    named = asyncio.create_task(steps("n", 0), name="named")
    again = asyncio.create_task(steps("u", 0))
    print([t.get_name() for t in (asyncio.current_task(), *tasks, named, again)])
    gathering = asyncio.gather(steps("g", 0), steps("h", 0))
    print(len(asyncio.all_tasks()))
    await gathering


asyncio.run(main())
