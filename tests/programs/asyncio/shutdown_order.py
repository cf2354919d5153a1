# What asyncio.run does at the end: cancel tasks, async generators, executor.
import asyncio


async def agen():
    try:
        yield 1
    finally:
        print("agen closed")


async def stubborn():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print("stubborn: cancelled, working on")
        await asyncio.sleep(0)
        print("stubborn: ends normally")


async def failing():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print("failing: cancelled")


async def spawns():
    try:
        await asyncio.sleep(100)
    finally:
        print("spawns: starts another while closing")
        asyncio.create_task(late())


async def late():
    print("late runs")


async def main():
    g = agen()
    await anext(g)
    main.g = g
    for c in (stubborn(), failing(), spawns()):
        main.__dict__.setdefault("tasks", []).append(asyncio.create_task(c))
    await asyncio.sleep(0)
    print("main returns")
    return "value"


print(asyncio.run(main()))
print([("cancelled" if t.cancelled() else "done") for t in main.tasks])
