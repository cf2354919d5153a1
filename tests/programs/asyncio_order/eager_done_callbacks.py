import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


def noted(name):
    def callback(future):
        state = "cancelled" if future.cancelled() else future.exception() or future.result()
        print("callback", name, state)

    return callback


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    task = asyncio.create_task(steps("t", 0))
    task.add_done_callback(noted("late"))
    print("added")
    await asyncio.sleep(0)
    other = asyncio.create_task(steps("o", 1))
    other.add_done_callback(noted("other"))
    await other


asyncio.run(main())
