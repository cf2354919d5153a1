# Who waits for a task takes it down, and the other waiters with it.
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
    inner = asyncio.create_task(guarded("inner", asyncio.sleep(10)))
    waiters = [asyncio.create_task(guarded(n, inner)) for n in "ab"]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiters[0].cancel("a only")
    await asyncio.wait(waiters)
    print([w.cancelled() for w in waiters], inner.cancelled())


asyncio.run(main())
