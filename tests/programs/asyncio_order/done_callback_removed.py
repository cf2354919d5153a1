import asyncio


def noted(name):
    def callback(future):
        state = "cancelled" if future.cancelled() else future.exception() or future.result()
        print("callback", name, state)

    return callback


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    a, b = noted("a"), noted("b")
    for callback in (a, b, a, b):
        future.add_done_callback(callback)
    print(future.remove_done_callback(a), future.remove_done_callback(a))
    future.set_result(2)
    print(future.remove_done_callback(b))
    await asyncio.sleep(0)


asyncio.run(main())
