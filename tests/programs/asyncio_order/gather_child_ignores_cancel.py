import asyncio


async def guarded(name, waits):
    try:
        print(name, "got", await waits)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "finally")


async def stubborn(name, count=2):
    while True:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            count -= 1
            print(name, "refuses", count)
            if count == 0:
                print(name, "gives up")
                return name


async def main():
    async def outer():
        return await asyncio.gather(stubborn("s", 1), guarded("g", asyncio.sleep(10)))
    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    try:
        print(await task)
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
