# flags: --virtual-time
# One failure cancels the rest and comes out as a group.
import asyncio


async def ok(name, delay=10):
    try:
        await asyncio.sleep(delay)
        print(name, "completed")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def bad(exc, delay=0.01):
    await asyncio.sleep(delay)
    raise exc


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(ok("a"))
            tg.create_task(bad(ValueError("v")))
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("body cancelled")
                raise
    except* ValueError as eg:
        print(repr(eg), eg.message)
    print("cancelling", asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(ok("b"))
            raise KeyError("from the body")
    except* KeyError as eg:
        print(repr(eg))
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad(ValueError(1), 0))
            tg.create_task(bad(TypeError(2), 0))
            raise OSError(3)
    except* (ValueError, TypeError) as eg:
        print("tasks", [repr(e) for e in eg.exceptions])
    except* OSError as eg:
        print("body", [repr(e) for e in eg.exceptions])
    try:
        async with asyncio.TaskGroup() as tg:
            t = tg.create_task(ok("c"))
            await asyncio.sleep(0)
            t.cancel()
        print("a cancelled child is no error", t.cancelled())
    except* Exception:
        print("wrong")
    try:
        async with asyncio.TaskGroup() as tg:
            async def fail_in_cancel():
                try:
                    await asyncio.sleep(10)
                finally:
                    raise RuntimeError("cleanup failed")
            tg.create_task(fail_in_cancel())
            tg.create_task(bad(ValueError("first")))
    except* Exception as eg:
        print([repr(e) for e in eg.exceptions])


asyncio.run(main())
