# flags: --virtual-time
import asyncio


async def slow_operation():
    print("starting a slow operation")
    await asyncio.sleep(10)
    print("never printed")


async def unreliable(n):
    await asyncio.sleep(0.01 * n)
    if n % 2:
        raise RuntimeError(f"operation {n} failed")
    return f"operation {n} ok"


async def main():
    try:
        await asyncio.wait_for(slow_operation(), timeout=0.05)
    except asyncio.TimeoutError:
        print("it took too long")
    try:
        async with asyncio.timeout(0.05):
            await slow_operation()
    except TimeoutError:
        print("and again")
    results = await asyncio.gather(*(unreliable(n) for n in range(4)), return_exceptions=True)
    for r in results:
        print("error:" if isinstance(r, Exception) else "result:", r)
    try:
        await asyncio.gather(unreliable(0), unreliable(1), unreliable(2))
    except RuntimeError as e:
        print("gather stopped at", e)
    task = asyncio.create_task(slow_operation())
    await asyncio.sleep(0.01)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("task was cancelled:", task.cancelled())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(unreliable(1))
            group.create_task(unreliable(3))
            group.create_task(unreliable(2))
    except* RuntimeError as group_error:
        for e in group_error.exceptions:
            print("in the group:", e)


asyncio.run(main())
