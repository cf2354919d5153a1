# A first step and a cancelling callback in one turn.
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
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(guarded("t", asyncio.sleep(10)))
    loop.call_soon(task.cancel, "from callback")
    loop.call_soon(print, "next callback")
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
