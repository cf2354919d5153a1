# Comprehensions with async for and await.
import asyncio


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def double(x):
    await asyncio.sleep(0)
    return x * 2


async def main():
    print([x async for x in numbers(3)])
    print({x % 2 async for x in numbers(4)})
    print({x: await double(x) async for x in numbers(3)})
    print([await double(x) for x in range(3)])
    print([x async for x in numbers(6) if await double(x) % 4])
    print([(x, y) async for x in numbers(2) async for y in numbers(2)])
    print([[y async for y in numbers(x)] async for x in numbers(3)])
    print([y for x in [1, 2] if await double(x) > 2 for y in range(x)])
    g = (await double(x) async for x in numbers(3))
    print(type(g).__name__, [v async for v in g])
    h = (await double(x) for x in range(2))
    print(type(h).__name__, [v async for v in h])
    total = sum([x async for x in numbers(5)])
    print(total, max([await double(i) for i in (3, 1)]))
    try:
        sum(x async for x in numbers(2))
    except TypeError as e:
        print(e)
    try:
        [x async for x in [1, 2]]
    except TypeError as e:
        print(e)
    fs = [lambda: x async for x in numbers(3)]
    print([f() for f in fs])

    def sync_inside():
        return (x async for x in numbers(2))
    print([x async for x in sync_inside()])
    print([await c for c in [double(1), double(2)]])
    print(f"{[x async for x in numbers(2)]} {await double(21)}")
    print(await double(await double(1)), (await double(1),), [*[x async for x in numbers(2)], 9])


asyncio.run(main())
