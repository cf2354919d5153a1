# The same work, awaited one after the other and gathered.
# `await` alone makes nothing concurrent: it waits for the end before it goes on.

import asyncio
import time


async def fetch(name, delay):
    print(f"  {name}: asked")
    await asyncio.sleep(delay)
    print(f"  {name}: answered after {delay} s")
    return len(name)


async def in_turn():
    return [await fetch("bread", 0.3), await fetch("butter", 0.2), await fetch("jam", 0.1)]


async def together():
    return await asyncio.gather(fetch("bread", 0.3), fetch("butter", 0.2), fetch("jam", 0.1))


async def main():
    for way in (in_turn, together):
        print(way.__name__)
        start = time.perf_counter()
        results = await way()
        print(f"  {results} in {time.perf_counter() - start:.1f} s")


asyncio.run(main())
