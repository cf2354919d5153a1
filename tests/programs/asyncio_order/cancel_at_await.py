import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def guarded(name, waits):
    try:
        print(name, "got", await waits)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "finally")


async def main():
    task = asyncio.create_task(guarded("t", asyncio.sleep(10)))
    await asyncio.sleep(0)
    print(task.cancel("m"), task.cancelling(), task.done())
    asyncio.create_task(ticker(3))
    await asyncio.wait([task])
    print(task.cancelled(), task.cancel())


asyncio.run(main())
