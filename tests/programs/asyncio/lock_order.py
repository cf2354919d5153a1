import asyncio


async def worker(name, lock, log):
    log.append(f"{name} wants")
    async with lock:
        log.append(f"{name} has")
        await asyncio.sleep(0)
        log.append(f"{name} frees")


async def main():
    lock, log = asyncio.Lock(), []
    print(lock.locked(), str(lock)[-11:])
    await asyncio.gather(*[worker(n, lock, log) for n in "abc"])
    print(log)
    await lock.acquire()
    print(lock.locked(), str(lock)[-9:])
    t = asyncio.create_task(worker("late", lock, log))
    u = asyncio.create_task(worker("later", lock, log))
    await asyncio.sleep(0)
    print(str(lock)[-20:])
    t.cancel()
    await asyncio.sleep(0)
    lock.release()
    print("released; locked right away?", lock.locked())
    await u
    print(log[-3:])
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    print(await lock.acquire())
    lock.release()
    try:
        with lock:
            pass
    except TypeError as e:
        print(e)
    # a newcomer cannot overtake a waiter that has been woken
    await lock.acquire()
    order = []

    async def take(n):
        async with lock:
            order.append(n)

    first = asyncio.create_task(take("first"))
    await asyncio.sleep(0)
    lock.release()
    await take("newcomer")
    await first
    print(order)


asyncio.run(main())
