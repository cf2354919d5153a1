# Who is woken and cancelled hands the lock on.
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
    lock = asyncio.Lock()
    await lock.acquire()
    first = asyncio.create_task(guarded("first", lock.acquire()))
    second = asyncio.create_task(guarded("second", lock.acquire()))
    await asyncio.sleep(0)
    lock.release()
    first.cancel()
    await asyncio.wait([first, second])
    print(first.cancelled(), second.cancelled(), lock.locked())


asyncio.run(main())
