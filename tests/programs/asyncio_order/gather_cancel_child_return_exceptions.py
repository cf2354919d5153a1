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
    children = [asyncio.create_task(guarded(n, asyncio.sleep(0.01, n))) for n in "abc"]
    gathering = asyncio.gather(*children, return_exceptions=True)
    await asyncio.sleep(0)
    children[1].cancel("one")
    print([repr(r) for r in await gathering])


asyncio.run(main())
