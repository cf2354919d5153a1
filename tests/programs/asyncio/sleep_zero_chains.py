# Interleaving of sleep(0) chains of different lengths.
import asyncio

log = []


async def nested(name, depth):
    log.append(f"{name}>{depth}")
    if depth:
        await nested(name, depth - 1)
    await asyncio.sleep(0)
    log.append(f"{name}<{depth}")


async def flat(name, n):
    for i in range(n):
        log.append(f"{name}{i}")
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(nested("n", 2), flat("f", 4), nested("m", 0))
    print(" ".join(log))


asyncio.run(main())
