import asyncio


async def party(name, barrier, delay):
    for _ in range(delay):
        await asyncio.sleep(0)
    print(name, "arrives", barrier.n_waiting)
    async with barrier as position:
        print(name, "position", position)
    print(name, "passed")


async def main():
    b = asyncio.Barrier(3)
    print(b.parties, b.n_waiting, b.broken, str(b).split('[')[1])
    await asyncio.gather(party("a", b, 0), party("b", b, 2), party("c", b, 1))
    await asyncio.gather(*[party(n, b, 0) for n in "xyz"])

    async def waits(name):
        try:
            print(name, await b.wait())
        except asyncio.BrokenBarrierError as e:
            print(name, "broken", repr(e))

    t = asyncio.create_task(waits("p"))
    await asyncio.sleep(0)
    await b.abort()
    await t
    print(b.broken)
    await waits("q")
    await b.reset()
    print(b.broken, b.n_waiting)
    t = asyncio.create_task(waits("r"))
    await asyncio.sleep(0)
    await b.reset()
    await t
    one = asyncio.Barrier(1)
    print(await one.wait(), await one.wait())
    try:
        asyncio.Barrier(0)
    except ValueError as e:
        print(e)


asyncio.run(main())
