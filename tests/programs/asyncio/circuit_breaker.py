# flags: --virtual-time
import asyncio


class Open(Exception):
    pass


class Breaker:
    def __init__(self, limit, reset):
        self.limit, self.reset, self.failures, self.opened = limit, reset, 0, None

    async def call(self, f, *args):
        loop = asyncio.get_running_loop()
        if self.opened is not None:
            if loop.time() - self.opened < self.reset:
                raise Open
            print("  half open")
            self.opened = None
        try:
            r = await f(*args)
        except OSError:
            self.failures += 1
            if self.failures >= self.limit:
                self.opened = loop.time()
            raise
        self.failures = 0
        return r


async def service(ok):
    await asyncio.sleep(0)
    if not ok:
        raise OSError("down")
    return "pong"


async def main():
    b = Breaker(2, 0.1)
    for pause, ok in ((0, True), (0, False), (0, False), (0, True), (0.15, False), (0, True), (0.15, True), (0, True)):
        await asyncio.sleep(pause)
        try:
            print("ok", await b.call(service, ok))
        except Open:
            print("rejected")
        except OSError as e:
            print("failed", e)


asyncio.run(main())
