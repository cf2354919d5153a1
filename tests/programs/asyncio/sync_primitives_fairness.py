# Who gets a semaphore or lock when tasks compete turn by turn.
import asyncio


async def greedy(name, lock, log, n):
    for _ in range(n):
        async with lock:
            log.append(name)


async def fair(name, lock, log, n):
    for _ in range(n):
        async with lock:
            log.append(name)
            await asyncio.sleep(0)


async def main():
    for f in (greedy, fair):
        for make in (asyncio.Lock, lambda: asyncio.Semaphore(1), lambda: asyncio.Semaphore(2)):
            log, lock = [], make()
            await asyncio.gather(*[f(n, lock, log, 3) for n in "abc"])
            print(f.__name__, "".join(log))


asyncio.run(main())
