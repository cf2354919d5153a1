# flags: --virtual-time
# A periodic task, stopped by an event or by cancellation.
import asyncio


async def every(seconds, f, stop):
    n = 0
    while not stop.is_set():
        f(n)
        n += 1
        try:
            await asyncio.wait_for(stop.wait(), seconds)
        except TimeoutError:
            pass
    return n


async def heartbeat(interval):
    beats = 0
    try:
        while True:
            await asyncio.sleep(interval)
            beats += 1
            print("beat", beats)
    finally:
        print("heartbeat ends after", beats)


async def main():
    stop = asyncio.Event()
    t = asyncio.create_task(every(0.05, lambda n: print("tick", n), stop))
    await asyncio.sleep(0.13)
    stop.set()
    print("ticks:", await t)
    h = asyncio.create_task(heartbeat(0.04))
    await asyncio.sleep(0.1)
    h.cancel()
    await asyncio.gather(h, return_exceptions=True)


asyncio.run(main())
