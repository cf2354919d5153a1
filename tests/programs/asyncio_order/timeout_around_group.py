# flags: --virtual-time
import asyncio


async def guarded(name, waits):
    try:
        print(name, "got", await waits)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "finally")


async def main():
    try:
        async with asyncio.timeout(0.01):
            async with asyncio.TaskGroup() as group:
                group.create_task(guarded("a", asyncio.sleep(10)))
                await guarded("body", asyncio.sleep(10))
    except TimeoutError:
        print("TimeoutError")


asyncio.run(main())
