# Cancellation inside async for, async with, and async generators.
import asyncio


async def ticks():
    i = 0
    try:
        while True:
            yield i
            i += 1
            await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("generator cancelled at", i)
        raise
    finally:
        print("generator finally")


class Res:
    async def __aenter__(self):
        print("open")
        return self

    async def __aexit__(self, kind, e, tb):
        print("close because of", kind.__name__)
        await asyncio.sleep(0)
        print("closed")


async def consume():
    async with Res():
        async for t in ticks():
            print("tick", t)


async def main():
    t = asyncio.create_task(consume())
    for _ in range(3):
        await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled", t.cancelled())


asyncio.run(main())
