# asyncio.sleep(0) takes no time: it only lets the others have their turn.
# The polite workers alternate; the greedy ones run to the end, one by one.

import asyncio


async def worker(name, polite):
    for step in range(1, 4):
        print(f"  {name} does step {step}")
        if polite:
            await asyncio.sleep(0)


async def main():
    for polite in (True, False):
        print("polite:" if polite else "greedy:")
        await asyncio.gather(worker("A", polite), worker("B", polite))


asyncio.run(main())
