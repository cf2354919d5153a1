import asyncio
import concurrent.futures


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
    outer = concurrent.futures.Future()
    wrapped = asyncio.wrap_future(outer)
    wrapped.add_done_callback(noted("wrapped"))
    asyncio.create_task(ticker(4))
    await asyncio.sleep(0)
    outer.set_result("value")
    print("set", wrapped.done())
    print(await wrapped)


asyncio.run(main())
