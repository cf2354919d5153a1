# Cancelling wait() leaves what it waits for alone.
import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def guarded(name, waits):
    try:
        print(name, "got", await waits)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "finally")


async def main():
    inner = [asyncio.create_task(steps(n, 4)) for n in "ab"]
    waiter = asyncio.create_task(guarded("waiter", asyncio.wait(inner)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiter.cancel()
    await asyncio.sleep(0)
    print([t.done() for t in inner])
    await asyncio.wait(inner)
    print(waiter.cancelled())


asyncio.run(main())
