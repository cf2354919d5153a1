# flags: --virtual-time
import asyncio


async def main():
    async with asyncio.timeout(0.01) as scope:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("swallowed", asyncio.current_task().cancelling())
    print("no error", scope.expired(), asyncio.current_task().cancelling())


asyncio.run(main())
