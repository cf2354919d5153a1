# The exact interleaving of a bounded queue.
import asyncio


async def producer(q):
    for i in range(5):
        print("P: want to put", i)
        await q.put(i)
        print("P: put", i)
    await q.put("end")
    print("P: done")


async def consumer(q):
    while True:
        print("C: want")
        x = await q.get()
        print("C: got", x)
        if x == "end":
            break
        await asyncio.sleep(0)


async def main():
    q = asyncio.Queue(maxsize=2)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(consumer(q))
        tg.create_task(producer(q))


asyncio.run(main())
