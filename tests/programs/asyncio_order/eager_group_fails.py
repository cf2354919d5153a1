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
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    async def bad():
        print("bad runs")
        raise ValueError("eager")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(guarded("child", asyncio.sleep(10)))
            group.create_task(bad())
            print("body goes on")
            await asyncio.sleep(0)
            print("not reached")
    except* ValueError as errors:
        print(errors.exceptions)


asyncio.run(main())
