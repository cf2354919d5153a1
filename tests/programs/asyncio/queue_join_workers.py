# flags: --virtual-time
# Workers on one queue, join(), then cancel.
import asyncio


async def worker(name, q):
    try:
        while True:
            item = await q.get()
            await asyncio.sleep(item)
            print(f"{name} slept {item:.2f}")
            q.task_done()
    except asyncio.CancelledError:
        print(name, "stopped")
        raise


async def main():
    q = asyncio.Queue()
    for d in (0.03, 0.05, 0.11, 0.02):
        q.put_nowait(d)
    workers = [asyncio.create_task(worker(f"w{i}", q)) for i in range(3)]
    print("queued", q.qsize())
    await q.join()
    print("all processed")
    for w in workers:
        w.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))


asyncio.run(main())
