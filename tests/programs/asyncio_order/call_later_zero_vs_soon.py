# Timers that are due come after what is ready already.
# flags: --virtual-time
import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0, print, "later 0")
    loop.call_soon(print, "soon")
    loop.call_later(-1, print, "later -1")
    loop.call_at(loop.time(), print, "at now")
    loop.call_soon(print, "soon again")
    await ticker(3)


asyncio.run(main())
