# Cancelling the gather cancels the children; a cancelled child looks like CancelledError.
import asyncio


async def child(name):
    try:
        print(name, "waits")
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    finally:
        print(name, "finally")


async def outer():
    await asyncio.gather(child("a"), child("b"))


async def main():
    t = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("outer cancelled", t.cancelled())
    c = asyncio.create_task(child("c"))
    g = asyncio.gather(c, child("d"))
    await asyncio.sleep(0)
    c.cancel()
    try:
        await g
    except asyncio.CancelledError as e:
        print("gather raises", repr(e), g.cancelled(), g.done())
    g2 = asyncio.gather(child("e"), asyncio.sleep(0, "ok"), return_exceptions=True)
    await asyncio.sleep(0)
    print(g2.cancel())
    try:
        print(await g2)
    except asyncio.CancelledError:
        print("g2 cancelled although return_exceptions")
    f = asyncio.create_task(child("f"))
    await asyncio.sleep(0)
    f.cancel()
    print(await asyncio.gather(f, return_exceptions=True))
    for t in asyncio.all_tasks() - {asyncio.current_task()}:
        t.cancel()


asyncio.run(main())
