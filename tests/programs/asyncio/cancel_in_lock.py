# Cancelling a task that waits for a lock, semaphore, condition, queue or event leaves them usable.
import asyncio


async def hold(lock, ev):
    async with lock:
        await ev.wait()


async def attempt(name, coro):
    try:
        await coro
        print(name, "got it")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    lock, ev = asyncio.Lock(), asyncio.Event()
    h = asyncio.create_task(hold(lock, ev))
    a = asyncio.create_task(attempt("a", lock.acquire()))
    b = asyncio.create_task(attempt("b", lock.acquire()))
    await asyncio.sleep(0)
    a.cancel()
    ev.set()
    await asyncio.gather(h, a, b, return_exceptions=True)
    print(lock.locked())
    lock.release()
    # woken and cancelled in the same turn: the lock goes to the next one
    await lock.acquire()
    c = asyncio.create_task(attempt("c", lock.acquire()))
    d = asyncio.create_task(attempt("d", lock.acquire()))
    await asyncio.sleep(0)
    lock.release()
    c.cancel()
    await asyncio.gather(c, d, return_exceptions=True)
    print(lock.locked())
    sem = asyncio.Semaphore(0)
    e = asyncio.create_task(attempt("e", sem.acquire()))
    f = asyncio.create_task(attempt("f", sem.acquire()))
    await asyncio.sleep(0)
    sem.release()
    e.cancel()
    await asyncio.gather(e, f, return_exceptions=True)
    print(sem.locked(), sem._value)
    cond = asyncio.Condition()

    async def waiter(name):
        async with cond:
            try:
                await cond.wait()
                print(name, "notified")
            except asyncio.CancelledError:
                print(name, "cancelled with the lock", cond.locked())
                raise
    g, h2 = asyncio.create_task(waiter("g")), asyncio.create_task(waiter("h"))
    await asyncio.sleep(0)
    async with cond:
        cond.notify()
        g.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    async with cond:
        cond.notify()
    await asyncio.gather(g, h2, return_exceptions=True)


asyncio.run(main())
