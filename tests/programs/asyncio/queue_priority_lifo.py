import asyncio


async def main():
    p = asyncio.PriorityQueue()
    for item in ((3, "low"), (1, "high"), (2, "mid"), (1, "also high")):
        await p.put(item)
    print([await p.get() for _ in range(p.qsize())])
    l = asyncio.LifoQueue()
    for i in range(3):
        l.put_nowait(i)
    print([l.get_nowait() for _ in range(3)])
    p.put_nowait((1, {}))
    try:
        p.put_nowait((1, {}))
    except TypeError as e:
        print(e)
    small = asyncio.LifoQueue(1)

    async def put_all():
        for x in "abc":
            await small.put(x)
            print("put", x)

    t = asyncio.create_task(put_all())
    for _ in range(3):
        print("get", await small.get())
    await t


asyncio.run(main())
