# flags: --virtual-time
import asyncio


class Debounce:
    def __init__(self, delay, f):
        self.delay, self.f, self.handle = delay, f, None

    def __call__(self, *args):
        if self.handle:
            self.handle.cancel()
        self.handle = asyncio.get_running_loop().call_later(self.delay, self.f, *args)


class Throttle:
    def __init__(self, period, f):
        self.period, self.f, self.last = period, f, None

    def __call__(self, *args):
        now = asyncio.get_running_loop().time()
        if self.last is None or now - self.last >= self.period:
            self.last = now
            self.f(*args)


async def main():
    d, t = Debounce(0.05, lambda x: print("debounced", x)), Throttle(0.1, lambda x: print("throttled", x))
    for i, pause in enumerate((0, 0.02, 0.02, 0.12, 0.02, 0.12)):
        await asyncio.sleep(pause)
        d(i)
        t(i)
    await asyncio.sleep(0.1)


asyncio.run(main())
