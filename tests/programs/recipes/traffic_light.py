# flags: --virtual-time
import asyncio
from itertools import cycle


async def light(changed, state, cycles):
    colours = cycle((("green", 0.06), ("yellow", 0.02), ("red", 0.04)))
    for _ in range(cycles * 3):
        state["colour"], duration = next(colours)
        print("light:", state["colour"])
        async with changed:
            changed.notify_all()
        await asyncio.sleep(duration)


async def car(name, changed, state, arrives):
    await asyncio.sleep(arrives)
    async with changed:
        print(name, "arrives on", state["colour"])
        await changed.wait_for(lambda: state["colour"] == "green")
    print(name, "drives")


async def main():
    changed, state = asyncio.Condition(), {"colour": "red"}
    async with asyncio.TaskGroup() as tg:
        tg.create_task(light(changed, state, 2))
        for i, t in enumerate((0.03, 0.07, 0.1, 0.15)):
            tg.create_task(car(f"car{i}", changed, state, t))


asyncio.run(main())
