import asyncio


async def producer(q, n):
    for i in range(n):
        await q.put(i)
        print("put", i, "size", q.qsize())
    await q.put(None)


async def consumer(q):
    while (item := await q.get()) is not None:
        print("got", item)
        q.task_done()


async def main():
    for size in (0, 1, 2):
        print("maxsize", size)
        q = asyncio.Queue(size)
        await asyncio.gather(producer(q, 4), consumer(q))
    q = asyncio.Queue(maxsize=2)
    print(q.empty(), q.full(), q.maxsize, q.qsize(), q)
    q.put_nowait("a")
    q.put_nowait("b")
    print(q.empty(), q.full(), q)
    try:
        q.put_nowait("c")
    except asyncio.QueueFull as e:
        print(repr(e))
    print(q.get_nowait(), await q.get())
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print(repr(e))
    q.task_done()
    q.task_done()
    try:
        q.task_done()
    except ValueError as e:
        print(e)
    await q.join()
    print("joined")


asyncio.run(main())
