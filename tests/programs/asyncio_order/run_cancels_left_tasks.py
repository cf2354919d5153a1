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
    asyncio.create_task(guarded("left", asyncio.sleep(10)))
    await asyncio.sleep(0)
    print("main ends")


asyncio.run(main())
print("run ended")
