import asyncio


async def consumer(name, q):
    try:
        while True:
            print(name, "got", await q.get())
            q.task_done()
    except asyncio.QueueShutDown as e:
        print(name, "shut down", repr(e))


async def main():
    q = asyncio.Queue()
    for i in range(3):
        q.put_nowait(i)
    q.shutdown()
    try:
        q.put_nowait(9)
    except asyncio.QueueShutDown as e:
        print("put refused", repr(e))
    await asyncio.gather(consumer("a", q), consumer("b", q))
    await q.join()
    q = asyncio.Queue()
    waiting = asyncio.create_task(consumer("w", q))
    await asyncio.sleep(0)
    q.shutdown()
    await waiting
    q = asyncio.Queue(1)
    q.put_nowait("x")

    async def blocked():
        try:
            await q.put("y")
        except asyncio.QueueShutDown:
            print("blocked putter woken")

    b = asyncio.create_task(blocked())
    await asyncio.sleep(0)
    q.shutdown(immediate=True)
    await b
    try:
        q.get_nowait()
    except asyncio.QueueShutDown:
        print("immediate drops what was in it", q.qsize())
    await q.join()
    print("joined", q)


asyncio.run(main())
