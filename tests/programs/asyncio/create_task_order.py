# A task starts in the next turn, in order of creation.
import asyncio


async def worker(name, steps):
    for i in range(steps):
        print(f"{name}{i}", end=" ")
        await asyncio.sleep(0)
    print(f"{name}.", end=" ")
    return name


async def main():
    tasks = [asyncio.create_task(worker(n, s)) for n, s in (("a", 3), ("b", 1), ("c", 2))]
    print("created", [t.done() for t in tasks])
    for turn in range(5):
        await asyncio.sleep(0)
        print("| turn", turn, [t.done() for t in tasks])
    print([t.result() for t in tasks])


asyncio.run(main())
