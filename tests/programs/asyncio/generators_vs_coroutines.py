# The same three counters as generators, as coroutines and as tasks.
import asyncio


def gen(name, n):
    for i in range(n):
        yield f"{name}{i}"


def round_robin(*gens):
    gens = list(gens)
    while gens:
        for g in gens[:]:
            try:
                yield next(g)
            except StopIteration:
                gens.remove(g)


async def coro(name, n, out):
    for i in range(n):
        out.append(f"{name}{i}")
        await asyncio.sleep(0)


async def main():
    spec = (("a", 3), ("b", 1), ("c", 2))
    by_generators = list(round_robin(*[gen(*s) for s in spec]))
    sequential, concurrent = [], []
    for s in spec:
        await coro(*s, sequential)
    await asyncio.gather(*[coro(*s, concurrent) for s in spec])
    print(by_generators)
    print(sequential)
    print(concurrent, concurrent == by_generators)
    c = coro("x", 1, [])
    print(type(c).__name__, hasattr(c, "__next__"), hasattr(c, "send"), hasattr(c, "__await__"))
    await c


asyncio.run(main())
