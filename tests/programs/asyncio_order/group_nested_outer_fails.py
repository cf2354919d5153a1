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
        async with asyncio.TaskGroup() as outer:
            outer.create_task(fails("outer child", 2))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(guarded("inner child", asyncio.sleep(10)))
                await guarded("inner body", asyncio.sleep(10))
    except* ValueError as errors:
        print(errors.exceptions)


asyncio.run(main())
