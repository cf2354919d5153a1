import asyncio


async def main():
    items = asyncio.Queue(1)
    items.put_nowait("first")
    async def putter(name):
        try:
            await items.put(name)
            print(name, "put")
        except asyncio.QueueShutDown:
            print(name, "shut down")
    tasks = [asyncio.create_task(putter(n)) for n in "ab"]
    await asyncio.sleep(0)
    items.shutdown()
    await asyncio.gather(*tasks)
    print(await items.get())


asyncio.run(main())
