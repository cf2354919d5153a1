# In how many turns does a waiter get on after release/set/put/notify?
import asyncio

turn = 0


def tick(loop):
    global turn
    turn += 1
    loop.call_soon(tick, loop) if turn < 60 else None


async def report(name, coro):
    t = turn
    await coro
    print(f"{name}: resumed after {turn - t} turns")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(tick, loop)
    await asyncio.sleep(0)
    for name, make in (
        ("future", lambda: (f := loop.create_future(), f, lambda: f.set_result(1))[1:]),
        ("event", lambda: ((e := asyncio.Event()).wait(), e.set)),
        ("queue.get", lambda: ((q := asyncio.Queue()).get(), lambda: q.put_nowait(1))),
    ):
        aw, release = make()
        t = asyncio.create_task(report(name, aw))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        release()
        await t
    lock = asyncio.Lock()
    await lock.acquire()
    t = asyncio.create_task(report("lock", lock.acquire()))
    await asyncio.sleep(0)
    lock.release()
    await t
    sem = asyncio.Semaphore(0)
    t = asyncio.create_task(report("semaphore", sem.acquire()))
    await asyncio.sleep(0)
    sem.release()
    await t
    cond = asyncio.Condition()

    async def waits():
        async with cond:
            await cond.wait()
    t = asyncio.create_task(report("condition", waits()))
    await asyncio.sleep(0)
    async with cond:
        cond.notify()
    await t
    b = asyncio.Barrier(2)
    t = asyncio.create_task(report("barrier", b.wait()))
    await asyncio.sleep(0)
    await b.wait()
    await t
    await report("done future", asyncio.sleep(0))
    await report("gather()", asyncio.gather(asyncio.sleep(0), asyncio.sleep(0)))
    done = asyncio.create_task(asyncio.sleep(0))
    await done
    await report("task already done", done)
    await report("gather of a done task", asyncio.gather(done))
    await report("wait on a done task", asyncio.wait([done]))
    await report("to be cancelled", asyncio.gather(asyncio.create_task(asyncio.sleep(0))))


asyncio.run(main())
