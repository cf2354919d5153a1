# Creating tasks from nested calls, terminating a group early, collecting results as they come.
import asyncio


class Stop(Exception):
    pass


async def stop_group():
    raise Stop


async def work(n, results):
    for _ in range(n):
        await asyncio.sleep(0)
    results.append(n)
    return n


async def main():
    results = []
    try:
        async with asyncio.TaskGroup() as tg:
            for n in (1, 2, 30, 40):
                tg.create_task(work(n, results))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            tg.create_task(stop_group())
    except* Stop:
        print("stopped early with", results)

    async def recursive(tg, depth):
        results.append(f"d{depth}")
        if depth:
            tg.create_task(recursive(tg, depth - 1))
            tg.create_task(recursive(tg, depth - 1))
    results.clear()
    async with asyncio.TaskGroup() as tg:
        tg.create_task(recursive(tg, 2))
    print(results)
    q = asyncio.Queue()
    async with asyncio.TaskGroup() as tg:
        for n in (3, 1, 2):
            t = tg.create_task(work(n, []))
            t.add_done_callback(lambda t: q.put_nowait(t.result()))
        print([await q.get() for _ in range(3)])
    try:
        async with asyncio.TaskGroup() as tg:
            t = tg.create_task(stop_group())
            try:
                await t
            except Stop:
                print("awaited inside the body; the group still fails?")
    except* Stop:
        print("yes")
    except* asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
