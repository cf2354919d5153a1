# flags: --virtual-time
# Blocking calls in threads overlap.
import asyncio
import time


def blocking(n):
    time.sleep(0.3)
    return n


async def main():
    start = time.monotonic()
    print(await asyncio.gather(*[asyncio.to_thread(blocking, i) for i in range(3)]))
    took = time.monotonic() - start
    print("overlapped", 0.3 <= took < 0.85)


asyncio.run(main())
