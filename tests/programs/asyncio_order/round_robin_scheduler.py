import asyncio
import collections


async def main():
    async def worker(name, work, done):
        while work:
            print(name, work.popleft())
            await asyncio.sleep(0)
        done.set()
    work, done = collections.deque(range(7)), asyncio.Event()
    tasks = [asyncio.create_task(worker(n, work, done)) for n in "abc"]
    await done.wait()
    print("first is done", [t.done() for t in tasks])
    await asyncio.gather(*tasks)


asyncio.run(main())
