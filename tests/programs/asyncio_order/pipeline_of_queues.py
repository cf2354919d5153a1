import asyncio


async def main():
    async def stage(name, source, sink):
        while (item := await source.get()) is not None:
            print(name, item)
            await sink.put(item * 2)
        await sink.put(None)
    queues = [asyncio.Queue(1) for _ in range(3)]
    async def feed():
        for i in range(1, 4):
            await queues[0].put(i)
        await queues[0].put(None)
    async def drain():
        while (item := await queues[-1].get()) is not None:
            print("out", item)
    await asyncio.gather(feed(), stage("s1", queues[0], queues[1]), stage("s2", queues[1], queues[2]), drain())


asyncio.run(main())
