# Cancelled timers leave the order of the others alone.
# flags: --virtual-time
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    handles = [loop.call_later(0.01 + i / 1000, print, "timer", i) for i in range(300)]
    for i, handle in enumerate(handles):
        if i % 50 != 7:
            handle.cancel()
    await asyncio.sleep(0.5)
    print("end")


asyncio.run(main())
