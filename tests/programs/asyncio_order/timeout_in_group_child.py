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
    async def child():
        async with asyncio.timeout(0.01):
            await asyncio.sleep(10)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child())
            group.create_task(guarded("other", asyncio.sleep(10)))
    except* TimeoutError as errors:
        print(len(errors.exceptions))


asyncio.run(main())
