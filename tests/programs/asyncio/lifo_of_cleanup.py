# The order in which nested async with and finally blocks unwind.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager

log = []


@asynccontextmanager
async def res(name):
    log.append(f"+{name}")
    try:
        yield
    finally:
        log.append(f"-{name}...")
        await asyncio.sleep(0)
        log.append(f"-{name}")


async def task(name):
    async with res(f"{name}1"), res(f"{name}2"):
        async with AsyncExitStack() as s:
            await s.enter_async_context(res(f"{name}3"))
            await asyncio.sleep(10)


async def main():
    ts = [asyncio.create_task(task(n)) for n in "ab"]
    await asyncio.sleep(0)
    for t in ts:
        t.cancel()
    await asyncio.gather(*ts, return_exceptions=True)
    print(log)
    log.clear()
    try:
        async with res("x"):
            async with res("y"):
                raise ValueError
    except ValueError:
        print(log)


asyncio.run(main())
