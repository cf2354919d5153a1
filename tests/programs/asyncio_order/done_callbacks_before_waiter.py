import asyncio


def noted(name):
    def callback(future):
        state = "cancelled" if future.cancelled() else future.exception() or future.result()
        print("callback", name, state)

    return callback


async def main():
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(noted("before"))
    async def waiter():
        print("waiter got", await future)
    task = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    future.add_done_callback(noted("after"))
    future.set_result(1)
    print("set")
    await task


asyncio.run(main())
