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
        await asyncio.wait_for(guarded("inner", asyncio.sleep(10)), 0.01)
    except TimeoutError as error:
        print("TimeoutError", error.args, repr(error.__cause__))


asyncio.run(main())
