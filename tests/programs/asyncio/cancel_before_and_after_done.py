# Races between completion and cancellation.
import asyncio


async def quick():
    return "result"


async def waits(f):
    try:
        return await f
    except asyncio.CancelledError:
        print("cancelled although the future has", f.result() if f.done() and not f.cancelled() else "nothing")
        raise


async def main():
    loop = asyncio.get_running_loop()
    t = asyncio.create_task(quick())
    await asyncio.sleep(0)
    print(t.done(), t.cancel(), await t)
    f = loop.create_future()
    t = asyncio.create_task(waits(f))
    await asyncio.sleep(0)
    f.set_result("value")      # the task's wake-up is queued
    print(t.cancel())          # and then it is cancelled
    print(await asyncio.gather(t, return_exceptions=True))
    f = loop.create_future()
    t = asyncio.create_task(waits(f))
    await asyncio.sleep(0)
    t.cancel()
    print(f.cancelled())
    try:
        f.set_result("too late")
    except asyncio.InvalidStateError as e:
        print(e)
    print(await asyncio.gather(t, return_exceptions=True))
    t = asyncio.create_task(waits(loop.create_future()))
    await asyncio.sleep(0)
    print(t.cancel("one"), t.cancel("two"), t.cancelling(), t.uncancel(), t.cancelling())
    try:
        await t
    except asyncio.CancelledError as e:
        print(e.args)


asyncio.run(main())
