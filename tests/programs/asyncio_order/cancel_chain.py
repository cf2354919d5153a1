# A cancellation goes down to the innermost await, and up a turn at a time.
import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    async def inner():
        try:
            await asyncio.sleep(10)
        finally:
            print("inner finally")
    async def middle(task):
        try:
            await task
        finally:
            print("middle finally", task.cancelled())
    inner_task = asyncio.create_task(inner())
    middle_task = asyncio.create_task(middle(inner_task))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    middle_task.cancel("down")
    asyncio.create_task(ticker(4))
    await asyncio.wait([middle_task])
    print(inner_task.cancelled(), middle_task.cancelled())


asyncio.run(main())
