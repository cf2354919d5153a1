# The child never begins.
import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(steps("child", 1))
            raise RuntimeError("body")
    except* RuntimeError as errors:
        print(errors.exceptions)
    print("end")


asyncio.run(main())
