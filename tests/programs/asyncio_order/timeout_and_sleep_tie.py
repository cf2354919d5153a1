# flags: --virtual-time
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    when = loop.time() + 0.01
    future = loop.create_future()
    async def race(name):
        try:
            async with asyncio.timeout_at(when):
                print(name, await future)
        except TimeoutError:
            print(name, "timed out")
    loop.call_at(when, future.set_result, "value")
    await asyncio.gather(race("a"), race("b"))


asyncio.run(main())
