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
    async def scope():
        async with asyncio.TaskGroup() as group:
            group.create_task(guarded("child", asyncio.sleep(10)))
            await guarded("body", asyncio.sleep(10))
    task = asyncio.create_task(scope())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel("outside")
    try:
        await task
    except asyncio.CancelledError as error:
        print("scope", error.args)


asyncio.run(main())
