import asyncio


async def fails(name, count=1, error=ValueError):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "raises")
    raise error(name)


async def guarded(name, waits):
    try:
        print(name, "got", await waits)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "finally")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails("bad", 1))
            group.create_task(guarded("good", asyncio.sleep(10)))
            await guarded("body", asyncio.sleep(10))
    except* ValueError as errors:
        print(errors.exceptions)


asyncio.run(main())
