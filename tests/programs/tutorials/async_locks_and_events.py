# flags: --virtual-time
import asyncio

counter = 0


async def increment_without_lock():
    global counter
    value = counter
    await asyncio.sleep(0)
    counter = value + 1


async def increment_with_lock(lock):
    global counter
    async with lock:
        value = counter
        await asyncio.sleep(0)
        counter = value + 1


async def waiter(event, name):
    print(name, "is waiting")
    await event.wait()
    print(name, "goes on")


async def limited(semaphore, n):
    async with semaphore:
        print("enter", n)
        await asyncio.sleep(0.02)
        print("leave", n)


async def main():
    global counter
    await asyncio.gather(*(increment_without_lock() for _ in range(10)))
    print("without a lock:", counter)
    counter = 0
    lock = asyncio.Lock()
    await asyncio.gather(*(increment_with_lock(lock) for _ in range(10)))
    print("with a lock:", counter)
    event = asyncio.Event()
    waiters = [asyncio.create_task(waiter(event, n)) for n in ("A", "B")]
    await asyncio.sleep(0.01)
    print("setting the event")
    event.set()
    await asyncio.wait(waiters)
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*(limited(semaphore, n) for n in range(4)))


asyncio.run(main())
