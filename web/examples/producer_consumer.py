# A queue with room for two: the producer has to wait when the consumers fall behind.

import asyncio


async def producer(queue):
    for number in range(1, 7):
        await queue.put(number)
        print(f"made {number}, {queue.qsize()} waiting")
    print("producer is done")


async def consumer(name, queue):
    while True:
        number = await queue.get()
        await asyncio.sleep(0.2)
        print(f"    {name} used up {number}")
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=2)
    consumers = [asyncio.create_task(consumer(name, queue)) for name in ("Ann", "Bob")]
    await producer(queue)
    await queue.join()
    for task in consumers:
        task.cancel()
    await asyncio.gather(*consumers, return_exceptions=True)
    print("all used up")


asyncio.run(main())
