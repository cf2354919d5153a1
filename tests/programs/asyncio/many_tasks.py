# A thousand tasks; order of completion is order of creation.
import asyncio


async def hop(n, log):
    for _ in range(n % 3):
        await asyncio.sleep(0)
    log.append(n)


async def chain(n):
    if n == 0:
        return 0
    return 1 + await asyncio.create_task(chain(n - 1))


async def main():
    log = []
    await asyncio.gather(*[hop(i, log) for i in range(12)])
    print(log)
    log = []
    await asyncio.gather(*[hop(i, log) for i in range(3000)])
    print(len(log), log[:3], log[1000:1003], log[-2:])
    print(await chain(300))
    q = asyncio.Queue()

    async def stage(inp, out):
        while (x := await inp.get()) is not None:
            await out.put(x + 1)
        await out.put(None)

    first = q
    tasks = []
    for _ in range(50):
        nxt = asyncio.Queue()
        tasks.append(asyncio.create_task(stage(q, nxt)))
        q = nxt
    for i in (0, 100, None):
        first.put_nowait(i)
    print([await q.get() for _ in range(3)])
    await asyncio.gather(*tasks)


asyncio.run(main())
