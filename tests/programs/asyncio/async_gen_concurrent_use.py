import asyncio


async def slow():
    for i in range(3):
        await asyncio.sleep(0)
        yield i


async def main():
    g = slow()
    first = asyncio.create_task(anext(g))
    await asyncio.sleep(0)
    try:
        await anext(g)
    except RuntimeError as e:
        print(e)
    print(await first)
    print([x async for x in g])
    print(await anext(g, "exhausted"))
    g = slow()
    a = g.asend(None)
    print(await a)
    try:
        await a
    except RuntimeError as e:
        print(e)
    t = asyncio.create_task(anext(g))
    await asyncio.sleep(0)
    try:
        await g.aclose()
    except RuntimeError as e:
        print(e)
    print(await t)
    await g.aclose()

    async def pairs(n):
        for i in range(n):
            got = yield i
            if got:
                print("got", got)

    p = pairs(3)
    print(await p.asend(None), await p.asend("x"), await anext(p))
    try:
        await anext(p)
    except StopAsyncIteration:
        print("stop")
    g = slow()
    await anext(g)
    try:
        await g.athrow(ValueError("thrown"))
    except ValueError as e:
        print(e)
    print([x async for x in g])


asyncio.run(main())
