# Stages joined by bounded queues; back pressure, errors, and shutdown by QueueShutDown.
import asyncio


async def source(out, n):
    for i in range(n):
        await out.put(i)
    out.shutdown()


async def stage(name, f, inp, out, workers=1):
    async def work():
        while True:
            try:
                x = await inp.get()
            except asyncio.QueueShutDown:
                return
            try:
                await out.put(await f(x))
            except ValueError as e:
                errors.append(f"{name}: {e}")
    async with asyncio.TaskGroup() as tg:
        for _ in range(workers):
            tg.create_task(work())
    out.shutdown()


errors = []


async def parse(x):
    await asyncio.sleep(0)
    if x % 7 == 6:
        raise ValueError(f"cannot parse {x}")
    return x * 10


async def enrich(x):
    for _ in range(x // 10 % 3):
        await asyncio.sleep(0)
    return f"<{x}>"


async def main():
    q = [asyncio.Queue(2) for _ in range(3)]
    out = []

    async def sink():
        try:
            while True:
                out.append(await q[2].get())
        except asyncio.QueueShutDown:
            pass
    async with asyncio.TaskGroup() as tg:
        tg.create_task(source(q[0], 15))
        tg.create_task(stage("parse", parse, q[0], q[1]))
        tg.create_task(stage("enrich", enrich, q[1], q[2], workers=2))
        tg.create_task(sink())
    print(len(out), sorted(out) == sorted(f"<{x * 10}>" for x in range(15) if x % 7 != 6))
    print(errors)
    print(out)


asyncio.run(main())
