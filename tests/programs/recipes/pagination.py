# Async generators over pages, with a filter, a limit, and prefetching of the next page.
import asyncio

DATA = list(range(23))
requests = []


async def fetch_page(n, size=5):
    requests.append(n)
    await asyncio.sleep(0)
    return DATA[n * size:(n + 1) * size]


async def items():
    n = 0
    while page := await fetch_page(n):
        for x in page:
            yield x
        n += 1


async def prefetching():
    n = 0
    nxt = asyncio.create_task(fetch_page(0))
    try:
        while page := await nxt:
            n += 1
            nxt = asyncio.create_task(fetch_page(n))
            for x in page:
                yield x
    finally:
        nxt.cancel()


async def take(n, source):
    out = []
    async for x in source:
        out.append(x)
        if len(out) == n:
            break
    await source.aclose()
    return out


async def batched(source, n):
    batch = []
    async for x in source:
        batch.append(x)
        if len(batch) == n:
            yield batch
            batch = []
    if batch:
        yield batch


async def main():
    print([x async for x in items() if x % 7 == 0], requests)
    requests.clear()
    print(await take(7, items()), requests)
    requests.clear()
    print(await take(7, prefetching()), requests)
    print([len(b) async for b in batched(items(), 6)])
    print(sum([x async for x in prefetching()]) == sum(DATA))


asyncio.run(main())
