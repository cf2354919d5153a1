import asyncio


async def leaf(n):
    await asyncio.sleep(0)
    return n


async def branch(n):
    return sum(await asyncio.gather(*[leaf(n * 10 + i) for i in range(3)]))


async def tree(depth):
    if depth == 0:
        return 1
    return 1 + sum(await asyncio.gather(tree(depth - 1), tree(depth - 1)))


async def fails(n):
    await asyncio.sleep(0)
    if n == 2:
        raise ValueError(n)
    return n


async def main():
    print(await asyncio.gather(*[branch(i) for i in range(3)]))
    print(await tree(6))
    r = await asyncio.gather(asyncio.gather(fails(1), fails(2), return_exceptions=True), fails(3))
    print(r)
    r = await asyncio.gather(asyncio.gather(fails(1), fails(2)), fails(3), return_exceptions=True)
    print(r)
    g = asyncio.gather(leaf(1), leaf(2))
    print(type(g).__name__, g.done(), await g, g.result())
    big = await asyncio.gather(*(leaf(i) for i in range(1000)))
    print(len(big), sum(big))


asyncio.run(main())
