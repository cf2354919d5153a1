# A task group waits for all of its tasks. If one fails, it cancels the others
# and raises what went wrong as a group, so that no error gets lost.

import asyncio


async def job(name, delay, fails=False):
    try:
        await asyncio.sleep(delay)
        if fails:
            raise ValueError(f"{name} failed")
        print(name, "is done")
    except asyncio.CancelledError:
        print(name, "was cancelled")
        raise


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(job("one", 0.1))
        group.create_task(job("two", 0.2))
    print("the first group is complete")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(job("quick", 0.1))
            group.create_task(job("broken", 0.2, fails=True))
            group.create_task(job("slow", 5))
    except* ValueError as errors:
        print("the second group failed:", errors.exceptions)


asyncio.run(main())
