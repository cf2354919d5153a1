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
    event = asyncio.Event()
    tasks = [asyncio.create_task(guarded(n, event.wait())) for n in "ab"]
    await asyncio.sleep(0)
    event.set()
    tasks[0].cancel()
    await asyncio.wait(tasks)


asyncio.run(main())
