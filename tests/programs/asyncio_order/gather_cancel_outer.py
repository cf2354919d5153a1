# Cancelling who gathers cancels the gathered, in order.
import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def guarded(name, waits):
    try:
        print(name, "got", await waits)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "finally")


async def main():
    async def outer():
        await asyncio.gather(guarded("a", asyncio.sleep(10)), guarded("b", asyncio.sleep(10)))
    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel("stop")
    asyncio.create_task(ticker(4))
    try:
        await task
    except asyncio.CancelledError as error:
        print("outer", error.args)


asyncio.run(main())
