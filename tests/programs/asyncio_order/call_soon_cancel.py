# A callback cancelled in its own turn, before its time, does not run.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    handles = [loop.call_soon(print, "callback", i) for i in range(4)]
    handles[1].cancel()
    loop.call_soon(handles[3].cancel)
    handles.append(loop.call_soon(print, "last"))
    handles[2].cancel()
    print([h.cancelled() for h in handles])
    await asyncio.sleep(0)
    print([h.cancelled() for h in handles])


asyncio.run(main())
