import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


def noted(name):
    def callback(future):
        state = "cancelled" if future.cancelled() else future.exception() or future.result()
        print("callback", name, state)

    return callback


async def main():
    task = asyncio.create_task(steps("t", 5))
    task.add_done_callback(noted("t"))
    await asyncio.sleep(0)
    task.cancel("why")
    print("asked")
    asyncio.create_task(ticker(3))
    try:
        await task
    except asyncio.CancelledError as error:
        print("caught", error.args)
    await asyncio.sleep(0)


asyncio.run(main())
