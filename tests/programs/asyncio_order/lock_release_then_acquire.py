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
    waiter = asyncio.create_task(guarded("waiter", lock.acquire()))
    await asyncio.sleep(0)
    lock.release()
    print("main wants again")
    task = asyncio.create_task(guarded("main", lock.acquire()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(waiter.done(), task.done())
    lock.release()
    await task


asyncio.run(main())
