import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.cond, self.readers, self.writing = asyncio.Condition(), 0, False

    @asynccontextmanager
    async def read(self):
        async with self.cond:
            await self.cond.wait_for(lambda: not self.writing)
            self.readers += 1
        try:
            yield
        finally:
            async with self.cond:
                self.readers -= 1
                self.cond.notify_all()

    @asynccontextmanager
    async def write(self):
        async with self.cond:
            await self.cond.wait_for(lambda: not self.writing and not self.readers)
            self.writing = True
        try:
            yield
        finally:
            async with self.cond:
                self.writing = False
                self.cond.notify_all()


log = []


async def reader(n, lock):
    async with lock.read():
        log.append(f"r{n}+")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        log.append(f"r{n}-")


async def writer(n, lock):
    async with lock.write():
        log.append(f"w{n}+")
        await asyncio.sleep(0)
        log.append(f"w{n}-")


async def main():
    lock = RWLock()
    await asyncio.gather(reader(1, lock), reader(2, lock), writer(1, lock), reader(3, lock), writer(2, lock))
    print(log)
    inside = 0
    for e in log:
        if e.startswith("w"):
            i = log.index(e)
            if e.endswith("+"):
                assert log[i + 1] == e[:-1] + "-", e
    print("no writer overlaps anybody")


asyncio.run(main())
