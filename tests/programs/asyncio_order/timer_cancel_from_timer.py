# flags: --virtual-time
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    second = loop.call_later(0.02, print, "never")
    loop.call_later(0.01, second.cancel)
    third = loop.call_later(0.03, print, "third")
    loop.call_later(0.01, print, "first", second.cancelled())
    await asyncio.sleep(0.04)
    print(second.cancelled(), third.cancelled())


asyncio.run(main())
