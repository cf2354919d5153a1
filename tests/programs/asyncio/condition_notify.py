import asyncio


async def consumer(name, cond, items):
    async with cond:
        print(name, "waits")
        await cond.wait()
        print(name, "woke, items", items, cond.locked())


async def main():
    cond, items = asyncio.Condition(), []
    tasks = [asyncio.create_task(consumer(n, cond, items)) for n in "abcd"]
    await asyncio.sleep(0)
    async with cond:
        items.append(1)
        cond.notify()
        print("notified one")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    async with cond:
        items.append(2)
        cond.notify(2)
        print("notified two")
    for _ in range(4):
        await asyncio.sleep(0)
    async with cond:
        cond.notify_all()
    await asyncio.gather(*tasks)
    for bad in (cond.notify, cond.notify_all):
        try:
            bad()
        except RuntimeError as e:
            print(e)
    try:
        await cond.wait()
    except RuntimeError as e:
        print(e)
    box = []

    async def wait_for_three():
        async with cond:
            r = await cond.wait_for(lambda: len(box) >= 3 and "enough")
            print("predicate", r, box)

    t = asyncio.create_task(wait_for_three())
    for i in range(3):
        await asyncio.sleep(0)
        async with cond:
            box.append(i)
            cond.notify_all()
    await t
    lock = asyncio.Lock()
    shared = asyncio.Condition(lock)
    async with lock:
        print(shared.locked())
    t = asyncio.create_task(consumer("x", cond, items))
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True), cond.locked())


asyncio.run(main())
