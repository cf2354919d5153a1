# A chain of futures by callbacks: one turn each.
import asyncio


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
    loop = asyncio.get_running_loop()
    first, second, third = (loop.create_future() for _ in range(3))
    first.add_done_callback(lambda f: second.set_result(f.result() + 1))
    second.add_done_callback(lambda f: third.set_result(f.result() + 1))
    for future, name in ((first, "first"), (second, "second"), (third, "third")):
        future.add_done_callback(noted(name))
    asyncio.create_task(ticker(5))
    await asyncio.sleep(0)
    first.set_result(0)
    print(await third)


asyncio.run(main())
