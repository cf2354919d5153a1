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
    items = asyncio.Queue()
    tasks = [asyncio.create_task(guarded(n, items.get())) for n in "ab"]
    await asyncio.sleep(0)
    items.put_nowait("item")
    tasks[0].cancel()
    await asyncio.wait(tasks)


asyncio.run(main())
