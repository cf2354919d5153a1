# A callback that raises does not keep the next from running.
import asyncio


def noted(name):
    def callback(future):
        state = "cancelled" if future.cancelled() else future.exception() or future.result()
        print("callback", name, state)

    return callback


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler:", context["exception"]))
    future = loop.create_future()
    def bad(future):
        print("bad callback")
        raise RuntimeError("bad")
    future.add_done_callback(bad)
    future.add_done_callback(noted("good"))
    future.set_result(1)
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
