# flags: --virtual-time
# Different speeds; the log of who did what when.
import asyncio

log = []


async def worker(name, period, n):
    for i in range(n):
        await asyncio.sleep(period)
        log.append(f"{name}{i}")


async def main():
    await asyncio.gather(worker("a", 0.05, 4), worker("b", 0.08, 3), worker("c", 0.3, 1))
    print(log)


asyncio.run(main())
