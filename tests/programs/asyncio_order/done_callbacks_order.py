# Callbacks run in a turn of their own, in order, before a waiter that came later.
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
    task = asyncio.create_task(steps("t", 1))
    for name in "abc":
        task.add_done_callback(noted(name))
    await task
    print("main after await")
    task.add_done_callback(noted("late"))
    print("added late")
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
