# flags: --virtual-time
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(None) as scope:
            print(scope.when())
            scope.reschedule(loop.time() + 0.5)
            await asyncio.sleep(0.01)
            scope.reschedule(loop.time() + 0.8)
            await asyncio.sleep(0.02)
            print("moved on")
            scope.reschedule(loop.time() - 1)
            await asyncio.sleep(1)
    except TimeoutError:
        print("expired", scope.expired())


asyncio.run(main())
