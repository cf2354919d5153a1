import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    tasks = {n: asyncio.create_task(steps(n, c)) for n, c in (("a", 3), ("b", 1), ("c", 2))}
    pending = set(tasks.values())
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        print(sorted(t.result() for t in done), len(pending))


asyncio.run(main())
