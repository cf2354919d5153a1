# A cancelled child is no error of the group.
import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def guarded(name, waits):
    try:
        print(name, "got", await waits)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "finally")


async def main():
    async with asyncio.TaskGroup() as group:
        child = group.create_task(guarded("child", asyncio.sleep(10)))
        other = group.create_task(steps("other", 2))
        await asyncio.sleep(0)
        child.cancel()
    print(child.cancelled(), other.result())


asyncio.run(main())
