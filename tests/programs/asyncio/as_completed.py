# flags: --virtual-time
import asyncio


async def job(name, delay):
    await asyncio.sleep(delay)
    if name == "bad":
        raise ValueError("bad job")
    return name


async def main():
    coros = [job("slow", 0.09), job("fast", 0.02), job("mid", 0.05)]
    for next_done in asyncio.as_completed(coros):
        print(type(next_done).__name__, await next_done)
    tasks = {asyncio.create_task(job(n, d)): n for n, d in (("x", 0.04), ("bad", 0.02), ("y", 0.06))}
    async for task in asyncio.as_completed(tasks):
        print(tasks[task], repr(task.exception()), task in tasks)
    try:
        for c in asyncio.as_completed([job("quick", 0.01), job("late", 1)], timeout=0.04):
            print(await c)
    except TimeoutError:
        print("timeout")
    try:
        async for t in asyncio.as_completed([job("quick2", 0.01), job("late2", 1)], timeout=0.04):
            print(t.result())
    except TimeoutError:
        print("timeout again")
    print(list(asyncio.as_completed([])))
    results = []
    for c in asyncio.as_completed([job(str(i), (5 - i) * 0.02) for i in range(5)]):
        results.append(await c)
    print(results)
    for c in asyncio.as_completed([job("bad", 0)]):
        try:
            await c
        except ValueError as e:
            print(repr(e))
    try:
        list(asyncio.as_completed(5))
    except TypeError as e:
        print(e)


asyncio.run(main())
