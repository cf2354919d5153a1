import asyncio
import contextlib


async def main():
    async def closing(name):
        print("closing", name)
        await asyncio.sleep(0)
    async with contextlib.AsyncExitStack() as stack:
        for name in "abc":
            stack.push_async_callback(closing, name)
        stack.callback(print, "plain")
        print("body")
    print("end")


asyncio.run(main())
