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
    tasks = [asyncio.create_task(guarded(n, lock.acquire())) for n in "abc"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    lock.release()
    print("released", lock.locked())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print([t.done() for t in tasks], lock.locked())
    lock.release()
    await asyncio.wait(tasks)


asyncio.run(main())
