# flags: --virtual-time
# time.sleep in a coroutine holds everybody up.
import asyncio
import time


async def polite(n):
    for i in range(n):
        await asyncio.sleep(0.02)
        print("polite", i)


async def rude():
    await asyncio.sleep(0.01)
    print("rude blocks")
    time.sleep(0.1)
    print("rude is done")


async def main():
    start = time.monotonic()
    await asyncio.gather(polite(2), rude())
    print("at least 0.1 s:", time.monotonic() - start >= 0.1)


asyncio.run(main())
