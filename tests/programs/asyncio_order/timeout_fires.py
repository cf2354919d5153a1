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
        async with asyncio.timeout(0.01) as scope:
            await guarded("body", asyncio.sleep(10))
    except TimeoutError as error:
        print("TimeoutError", scope.expired(), repr(error.__cause__))
    print(asyncio.current_task().cancelling())


asyncio.run(main())
