# Where CancelledError appears and who sees it.
import asyncio


async def victim(name):
    print(name, "start")
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print(name, "cancelled", e.args)
        raise
    finally:
        print(name, "finally")


async def main():
    t = asyncio.create_task(victim("a"))
    await asyncio.sleep(0)
    print(t.cancel(), t.cancelled(), t.done(), t.cancelling())
    try:
        await t
    except asyncio.CancelledError:
        print("awaiting it raises", t.cancelled(), t.done())
    print(t.cancel())
    t = asyncio.create_task(victim("never started"))
    t.cancel("msg")
    try:
        await t
    except asyncio.CancelledError as e:
        print("never ran", e.args)
    t = asyncio.create_task(victim("b"))
    await asyncio.sleep(0)
    t.cancel("because")
    try:
        await t
    except asyncio.CancelledError as e:
        print("with message", e.args)
    try:
        t.exception()
    except asyncio.CancelledError as e:
        print("exception() raises", e.args)
    print(issubclass(asyncio.CancelledError, Exception))


asyncio.run(main())
