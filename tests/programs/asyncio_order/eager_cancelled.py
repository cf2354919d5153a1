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

    task = asyncio.create_task(guarded("t", asyncio.sleep(10)))
    print("made")
    task.cancel("m")
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
