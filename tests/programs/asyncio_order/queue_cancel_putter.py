import asyncio


async def guarded(name, waits):
    try:
        print(name, "got", await waits)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "finally")


async def main():
    items = asyncio.Queue(1)
    items.put_nowait(0)
    tasks = [asyncio.create_task(guarded(n, items.put(n))) for n in "ab"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    print(items.get_nowait())
    await asyncio.wait(tasks)
    print(items.get_nowait(), items.empty())


asyncio.run(main())
