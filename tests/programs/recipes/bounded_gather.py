# flags: --virtual-time
import asyncio

running = peak = 0


async def gather_limited(limit, *coros):
    sem = asyncio.Semaphore(limit)

    async def guarded(c):
        async with sem:
            return await c
    return await asyncio.gather(*(guarded(c) for c in coros))


async def job(n):
    global running, peak
    running += 1
    peak = max(peak, running)
    await asyncio.sleep(0.01)
    running -= 1
    return n * n


async def chunks(limit, coros):
    out = []
    for i in range(0, len(coros), limit):
        out += await asyncio.gather(*coros[i:i + limit])
    return out


async def pool(limit, coros):
    it, results = iter(enumerate(coros)), {}

    async def worker():
        for i, c in it:
            results[i] = await c
    await asyncio.gather(*(worker() for _ in range(limit)))
    return [results[i] for i in sorted(results)]


async def main():
    global peak
    for how in (gather_limited, chunks, pool):
        peak = 0
        coros = [job(n) for n in range(7)]
        r = await (how(3, *coros) if how is gather_limited else how(3, coros))
        print(how.__name__, r, "peak", peak)


asyncio.run(main())
