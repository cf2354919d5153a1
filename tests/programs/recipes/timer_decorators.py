# flags: --virtual-time
import asyncio
import functools
import time


def timed(f):
    @functools.wraps(f)
    async def wrapper(*args):
        start = time.perf_counter()
        try:
            return await f(*args)
        finally:
            elapsed = time.perf_counter() - start
            timings.append((f.__name__, args, round(elapsed * 50)))
    return wrapper


timings = []


@timed
async def wait(n):
    await asyncio.sleep(n * 0.04)
    return n


@timed
async def fails():
    await asyncio.sleep(0.02)
    raise ValueError


async def main():
    print(await asyncio.gather(wait(3), wait(1), wait(2)))
    try:
        await fails()
    except ValueError:
        pass
    print(timings)
    t = time.monotonic()
    time.sleep(0.05)
    await asyncio.sleep(0.05)
    print(0.1 <= time.monotonic() - t < 0.3)


asyncio.run(main())
