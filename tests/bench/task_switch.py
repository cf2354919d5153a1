# One task that yields to the loop again and again.
import asyncio

from _measure import measure_async


async def run(count):
    for _ in range(count):
        await asyncio.sleep(0)


asyncio.run(measure_async("sleep(0)", run))
