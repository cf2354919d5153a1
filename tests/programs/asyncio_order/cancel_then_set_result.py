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
    task.cancel()
    try:
        future.set_result(1)
    except asyncio.InvalidStateError as error:
        print("InvalidStateError", error)
    await asyncio.wait([task])


asyncio.run(main())
