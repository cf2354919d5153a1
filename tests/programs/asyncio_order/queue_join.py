import asyncio


async def main():
    items = asyncio.Queue()
    async def worker(name):
        while True:
            item = await items.get()
            print(name, item)
            await asyncio.sleep(0)
            items.task_done()
    workers = [asyncio.create_task(worker(n)) for n in "ab"]
    for i in range(5):
        items.put_nowait(i)
    await items.join()
    print("joined")
    for w in workers:
        w.cancel()
    print([repr(r) for r in await asyncio.gather(*workers, return_exceptions=True)])


asyncio.run(main())
