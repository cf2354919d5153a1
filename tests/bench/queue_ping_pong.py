# Two tasks that answer each other through two queues; one operation is there and back.
import asyncio

from _measure import measure_async


async def answer(requests, replies):
    while True:
        item = await requests.get()
        await replies.put(item)
        if item is None:
            return


async def run(count):
    requests, replies = asyncio.Queue(), asyncio.Queue()
    task = asyncio.create_task(answer(requests, replies))
    for i in range(count):
        await requests.put(i)
        await replies.get()
    await requests.put(None)
    await task


asyncio.run(measure_async("queue_ping_pong", run))
