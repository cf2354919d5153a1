import asyncio


async def fails(name, count=1, error=ValueError):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "raises")
    raise error(name)


async def main():
    async def late():
        try:
            await asyncio.sleep(10)
        finally:
            raise KeyError("late")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(late())
            group.create_task(fails("early", 2))
    except ExceptionGroup as errors:
        print(errors, errors.exceptions)


asyncio.run(main())
