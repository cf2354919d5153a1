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
    gathering = asyncio.gather(guarded("a", asyncio.sleep(10)), guarded("b", asyncio.sleep(10)))
    await asyncio.sleep(0)
    print(gathering.cancel("msg"), gathering.done(), gathering.cancelled())
    try:
        await gathering
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
    print(gathering.done(), gathering.cancelled(), gathering.cancel())


asyncio.run(main())
