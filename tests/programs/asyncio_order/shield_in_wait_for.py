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
    inner = asyncio.create_task(guarded("inner", asyncio.sleep(0.03, "value")))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.01)
    except TimeoutError:
        print("timed out, inner", inner.done())
    print(await inner)
    await inner


asyncio.run(main())
