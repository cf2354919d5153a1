# Lazy initialisation once, under a lock, and by a future.
import asyncio


class Lazy:
    def __init__(self):
        self.lock, self.value, self.inits = asyncio.Lock(), None, 0

    async def get(self):
        async with self.lock:
            if self.value is None:
                self.inits += 1
                await asyncio.sleep(0)
                self.value = f"init {self.inits}"
        return self.value


class Racy:
    def __init__(self):
        self.value, self.inits = None, 0

    async def get(self):
        if self.value is None:
            self.inits += 1
            mine = self.inits
            await asyncio.sleep(0)
            self.value = f"init {mine}"
        return self.value


class ByFuture:
    fut, inits = None, 0

    async def get(self):
        if self.fut is None:
            self.fut = asyncio.get_running_loop().create_future()
            self.inits += 1
            await asyncio.sleep(0)
            self.fut.set_result(f"init {self.inits}")
        return await self.fut


class FromClassmethod:
    @classmethod
    async def create(cls, x):
        self = cls()
        await asyncio.sleep(0)
        self.x = x
        return self

    def __await__(self):
        return self.create(99).__await__()


async def main():
    for kind in (Lazy, Racy, ByFuture):
        o = kind()
        print(kind.__name__, await asyncio.gather(*(o.get() for _ in range(3))), o.inits)
    print((await FromClassmethod.create(5)).x, (await FromClassmethod()).x)


asyncio.run(main())
