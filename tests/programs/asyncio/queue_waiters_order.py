# Waiting getters and putters are served in order; cancelled ones are skipped.
import asyncio


async def getter(name, q):
    try:
        print(name, "got", await q.get())
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def putter(name, q):
    await q.put(name)
    print(name, "was put")


async def main():
    q = asyncio.Queue()
    tasks = [asyncio.create_task(getter(n, q)) for n in "abcd"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    q.put_nowait(1)
    q.put_nowait(2)
    await asyncio.sleep(0)
    q.put_nowait(3)
    await asyncio.gather(*tasks, return_exceptions=True)
    q = asyncio.Queue(1)
    q.put_nowait("first")
    tasks = [asyncio.create_task(putter(n, q)) for n in "xyz"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    for _ in range(3):
        print("get", await q.get())
    await asyncio.gather(*tasks, return_exceptions=True)
    q = asyncio.Queue()
    t = asyncio.create_task(getter("late", q))
    await asyncio.sleep(0)
    q.put_nowait("item")      # wakes the getter,
    t.cancel()                # which is cancelled before it runs
    await asyncio.wait([t])
    print("item is still there:", q.qsize())


asyncio.run(main())
