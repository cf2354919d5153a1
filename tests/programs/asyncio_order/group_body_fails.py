import asyncio


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
            group.create_task(guarded("child", asyncio.sleep(10)))
            await asyncio.sleep(0)
            print("body raises")
            raise RuntimeError("body")
    except* RuntimeError as errors:
        print(errors.exceptions)


asyncio.run(main())
