# flags: --virtual-time
import asyncio


async def main():
    async def refuses():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("cleaning")
            await asyncio.sleep(0.01)
            return "own value"
    try:
        print(await asyncio.wait_for(refuses(), 0.01))
    except TimeoutError:
        print("timed out")


asyncio.run(main())
