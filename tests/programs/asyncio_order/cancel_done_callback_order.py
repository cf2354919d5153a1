import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def guarded(name, waits):
    try:
        print(name, "got", await waits)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "finally")


def noted(name):
    def callback(future):
        state = "cancelled" if future.cancelled() else future.exception() or future.result()
        print("callback", name, state)

    return callback


async def main():
    tasks = [asyncio.create_task(guarded(n, asyncio.sleep(10))) for n in "abc"]
    for n, t in zip("abc", tasks):
        t.add_done_callback(noted(n))
    await asyncio.sleep(0)
    for t in reversed(tasks):
        t.cancel()
    await ticker(4)


asyncio.run(main())
