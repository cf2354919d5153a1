import asyncio


async def main():
    items = asyncio.Queue(1)
    async def consumer(name):
        try:
            while True:
                print(name, "got", await items.get())
                items.task_done()
        except asyncio.QueueShutDown:
            print(name, "shut down")
    async def producer():
        try:
            for i in range(9):
                await items.put(i)
                print("put", i)
                if i == 3:
                    items.shutdown()
        except asyncio.QueueShutDown:
            print("producer shut down")
    await asyncio.gather(consumer("a"), consumer("b"), producer())


asyncio.run(main())
