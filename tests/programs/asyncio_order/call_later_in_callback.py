# flags: --virtual-time
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    def first():
        print("first")
        loop.call_later(0, print, "later from first")
        loop.call_soon(print, "soon from first")
    loop.call_later(0.01, first)
    loop.call_later(0.02, print, "second")
    await asyncio.sleep(0.03)
    print("end")


asyncio.run(main())
