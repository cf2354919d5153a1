# flags: --virtual-time
import asyncio


async def worker(name, queue):
    while True:
        delay = await queue.get()
        await asyncio.sleep(delay)
        queue.task_done()
        print(f"{name} has slept for {delay:.2f} seconds")


async def main():
    queue = asyncio.Queue()
    for delay in (0.05, 0.11, 0.02, 0.13, 0.04):
        queue.put_nowait(delay)
    tasks = [asyncio.create_task(worker(f"worker-{i}", queue)) for i in range(3)]
    await queue.join()
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print("====", len(results), all(isinstance(r, asyncio.CancelledError) for r in results))


asyncio.run(main())
