# flags: --virtual-time
# Chains of coroutines run concurrently; each chain is sequential inside.
import asyncio
import random

random.seed(444)


async def part1(n):
    delay = random.randint(1, 5) / 100
    print(f"part1({n}) sleeping for {delay}")
    await asyncio.sleep(delay)
    return f"result{n}-1"


async def part2(n, arg):
    delay = random.randint(1, 5) / 100
    print(f"part2({n}, {arg!r}) sleeping")
    await asyncio.sleep(delay)
    return f"result{n}-2 from {arg}"


async def chain(n):
    p1 = await part1(n)
    p2 = await part2(n, p1)
    return p2


async def main():
    print(await chain(9))
    results = await asyncio.gather(chain(1), chain(2))
    for r in results:
        print(r)


asyncio.run(main())
