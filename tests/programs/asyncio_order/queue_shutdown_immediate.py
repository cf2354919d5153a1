import asyncio


async def main():
    items = asyncio.Queue()
    async def joiner():
        await items.join()
        print("joined")
    for i in range(3):
        items.put_nowait(i)
    task = asyncio.create_task(joiner())
    await asyncio.sleep(0)
    items.shutdown(immediate=True)
    print(items.qsize())
    for action in (items.get_nowait, lambda: items.put_nowait(1)):
        try:
            action()
        except asyncio.QueueShutDown as error:
            print("QueueShutDown", error.args)
    await task


asyncio.run(main())
