# flags: --virtual-time
import asyncio


async def main():
    async def raises():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            raise KeyError("while cancelled")
    try:
        await asyncio.wait_for(raises(), 0.01)
    except Exception as error:
        print(repr(error), repr(error.__context__))


asyncio.run(main())
