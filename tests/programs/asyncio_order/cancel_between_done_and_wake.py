# The wake-up is queued already: the cancellation still comes first.
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
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(guarded("t", future))
    await asyncio.sleep(0)
    future.set_result("value")
    print(task.cancel("too late?"))
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
