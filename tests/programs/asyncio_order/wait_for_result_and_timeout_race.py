# flags: --virtual-time
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(0.01, future.set_result, "made it")
    try:
        print(await asyncio.wait_for(future, 0.03))
    except TimeoutError:
        print("timed out")


asyncio.run(main())
