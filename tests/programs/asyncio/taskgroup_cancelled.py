# Cancelling the task that runs a group.
import asyncio


async def child(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def parent():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(child("a"))
            tg.create_task(child("b"))
            print("body done, group waits")
    except asyncio.CancelledError:
        print("parent sees CancelledError")
        raise
    except BaseExceptionGroup as e:
        print("group", repr(e))


async def parent_with_error():
    async def fails_when_cancelled():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            raise ValueError("in cancel")
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fails_when_cancelled())
    except* ValueError as e:
        print("error wins", repr(e))


async def main():
    t = asyncio.create_task(parent())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True), t.cancelled())
    t = asyncio.create_task(parent_with_error())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True), t.cancelling())


asyncio.run(main())
