# flags: --virtual-time
# Services are stopped in reverse order, in-flight work is drained with a deadline.
import asyncio


class Service:
    def __init__(self, name):
        self.name, self.queue, self.done = name, asyncio.Queue(), []

    async def run(self):
        try:
            while True:
                item = await self.queue.get()
                await asyncio.sleep(item)
                self.done.append(item)
                self.queue.task_done()
        except asyncio.CancelledError:
            print(f"{self.name}: cancelled with {self.queue.qsize()} left")
            raise

    async def drain(self, deadline):
        try:
            async with asyncio.timeout(deadline):
                await self.queue.join()
            print(f"{self.name}: drained")
        except TimeoutError:
            print(f"{self.name}: deadline passed")


async def main():
    services = [Service(n) for n in ("db", "cache", "web")]
    tasks = [asyncio.create_task(s.run(), name=s.name) for s in services]
    for s, work in zip(services, ([0.01], [0.01, 0.02], [0.01, 9, 0.01])):
        for w in work:
            s.queue.put_nowait(w)
    stop = asyncio.Event()
    asyncio.get_running_loop().call_later(0.02, stop.set)
    await stop.wait()
    print("stop requested")
    for s, t in reversed(list(zip(services, tasks))):
        await s.drain(0.05)
        t.cancel()
        await asyncio.gather(t, return_exceptions=True)
    print({s.name: s.done for s in services}, [t.cancelled() for t in tasks])


asyncio.run(main())
