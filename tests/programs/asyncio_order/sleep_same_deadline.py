# Equal times: in the order of CPython's heap.
# flags: --virtual-time
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    when = loop.time() + 0.02
    for name in "abcde":
        loop.call_at(when, print, "timer", name)
    loop.call_at(when - 0.01, print, "earlier")
    await asyncio.sleep(0.05)


asyncio.run(main())
