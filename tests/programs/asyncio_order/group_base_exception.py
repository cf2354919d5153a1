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
    class Stop(BaseException):
        pass
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(guarded("child", asyncio.sleep(10)))
            group.create_task(fails("f", 1, KeyError))
            await asyncio.sleep(0)
            raise SystemExit(3)
    except SystemExit as error:
        print("SystemExit", error.code)


asyncio.run(main())
