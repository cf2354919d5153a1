import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def fails(name, count=1, error=ValueError):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "raises")
    raise error(name)


async def main():
    async def spawns(group):
        try:
            await asyncio.sleep(10)
        finally:
            coroutine = steps("never", 1)
            try:
                group.create_task(coroutine)
            except RuntimeError as error:
                print(str(error).split(" at ")[0][:20], "...", str(error)[-16:])
            coroutine.close()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(spawns(group))
            group.create_task(fails("f", 1))
    except* ValueError:
        print("caught")


asyncio.run(main())
