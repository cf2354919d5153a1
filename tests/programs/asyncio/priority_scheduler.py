# A user-level priority scheduler on top of the loop.
import asyncio
import heapq
from itertools import count


class Scheduler:
    def __init__(self):
        self.heap, self.seq, self.wake = [], count(), asyncio.Event()

    def submit(self, priority, coro):
        fut = asyncio.get_running_loop().create_future()
        heapq.heappush(self.heap, (priority, next(self.seq), coro, fut))
        self.wake.set()
        return fut

    async def run(self):
        while True:
            while not self.heap:
                self.wake.clear()
                await self.wake.wait()
            _, _, coro, fut = heapq.heappop(self.heap)
            try:
                fut.set_result(await coro)
            except Exception as e:
                fut.set_exception(e)


async def work(name):
    print("running", name)
    await asyncio.sleep(0)
    if name == "bad":
        raise ValueError(name)
    return name.upper()


async def main():
    s = Scheduler()
    futs = [s.submit(p, work(n)) for p, n in ((3, "low"), (1, "high"), (2, "mid"), (1, "high2"), (2, "bad"))]
    runner = asyncio.create_task(s.run())
    print(await asyncio.gather(*futs, return_exceptions=True))
    late = s.submit(0, work("late"))
    print(await late)
    runner.cancel()
    print(await asyncio.gather(runner, return_exceptions=True))


asyncio.run(main())
