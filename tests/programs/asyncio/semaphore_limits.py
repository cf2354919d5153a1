# flags: --virtual-time
import asyncio

active = peak = 0


async def limited(sem, name):
    global active, peak
    async with sem:
        active += 1
        peak = max(peak, active)
        print("in", name, "locked", sem.locked())
        await asyncio.sleep(0.02)
        active -= 1
    print("out", name)


async def main():
    sem = asyncio.Semaphore(2)
    await asyncio.gather(*[limited(sem, i) for i in range(5)])
    print("peak", peak, sem.locked())
    b = asyncio.BoundedSemaphore(1)
    await b.acquire()
    b.release()
    try:
        b.release()
    except ValueError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)
    s = asyncio.Semaphore(0)
    order = []

    async def take(n):
        await s.acquire()
        order.append(n)

    tasks = [asyncio.create_task(take(n)) for n in "abc"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    s.release()
    s.release()
    await asyncio.gather(*tasks, return_exceptions=True)
    print(order, s.locked())
    print(repr(s).split('[')[1], repr(asyncio.Semaphore(3)).split('[')[1])


asyncio.run(main())
