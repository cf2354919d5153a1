# Tasks started a hundred at a time and waited for together.
import asyncio

from _measure import measure_async

BATCH = 100


async def nothing(i):
    return i


async def run(count):
    while count > 0:
        await asyncio.gather(*[nothing(i) for i in range(min(count, BATCH))])
        count -= BATCH


asyncio.run(measure_async("spawn_gather", run))
