# Cancelling oneself; cancelling a task that waits for a task.
import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("inner cancelled")
        raise


async def outer(t):
    try:
        await t
    except asyncio.CancelledError:
        print("outer cancelled; inner done?", t.done())
        raise


async def suicide():
    asyncio.current_task().cancel()
    print("still running until the next await")
    await asyncio.sleep(0)
    print("not reached")


async def no_await():
    asyncio.current_task().cancel()
    return "no await after cancel"


async def main():
    t = asyncio.create_task(inner())
    o = asyncio.create_task(outer(t))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    o.cancel()
    print(await asyncio.gather(o, t, return_exceptions=True))
    t = asyncio.create_task(inner())
    o = asyncio.create_task(outer(t))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(o, return_exceptions=True), o.cancelled())
    s = asyncio.create_task(suicide())
    print(await asyncio.gather(s, return_exceptions=True))
    n = asyncio.create_task(no_await())
    print(await asyncio.gather(n, return_exceptions=True), n.cancelled())
    me = asyncio.current_task()
    me.cancel()
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("main caught its own, cancelling() =", me.cancelling(), "uncancel ->", me.uncancel())
    await asyncio.sleep(0)
    print("main goes on")


asyncio.run(main())
