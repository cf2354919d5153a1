# flags: --virtual-time
# Three counters at once: one second, not three.
import asyncio
import time


async def count():
    print("One")
    await asyncio.sleep(0.3)
    print("Two")


async def main():
    await asyncio.gather(count(), count(), count())


start = time.perf_counter()
asyncio.run(main())
elapsed = time.perf_counter() - start
print("concurrent" if 0.3 <= elapsed < 0.6 else "sequential")
