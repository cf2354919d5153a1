# flags: --virtual-time
# A deadline for a block made from call_later, cancel and uncancel; the way timeout() works inside.
import asyncio


class Deadline:
    def __init__(self, seconds):
        self.seconds, self.fired = seconds, False

    async def __aenter__(self):
        self.task = asyncio.current_task()
        self.before = self.task.cancelling()
        self.handle = asyncio.get_running_loop().call_later(self.seconds, self.fire)
        return self

    def fire(self):
        self.fired = True
        self.task.cancel()

    async def __aexit__(self, kind, exc, tb):
        self.handle.cancel()
        if self.fired and self.task.uncancel() <= self.before and kind is asyncio.CancelledError:
            raise TimeoutError from exc


async def main():
    try:
        async with Deadline(0.02) as d:
            await asyncio.sleep(1)
    except TimeoutError as e:
        print("timed out", d.fired, repr(e.__cause__))
    async with Deadline(1) as d:
        await asyncio.sleep(0.01)
    print("in time", d.fired)
    try:
        async with Deadline(0.03):
            async with Deadline(0.01):
                await asyncio.sleep(1)
    except TimeoutError:
        print("inner")

    async def both():
        try:
            async with Deadline(0.02):
                await asyncio.sleep(1)
        except TimeoutError:
            return "timeout"
        except asyncio.CancelledError:
            return "cancelled"
    t = asyncio.create_task(both())
    await asyncio.sleep(0.01)
    t.cancel()
    print(await t)
    u = asyncio.create_task(both())
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.02, u.cancel)
    print(await u, u.cancelling())


asyncio.run(main())
