# call_soon is first in, first out; what is queued during a turn runs in the next one.
import asyncio


def show(loop, label, depth):
    print(label, depth)
    if depth:
        loop.call_soon(show, loop, label + "'", depth - 1)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(show, loop, "a", 2)
    loop.call_soon(show, loop, "b", 1)
    print("queued")
    await asyncio.sleep(0)
    print("after one turn")
    loop.call_soon(show, loop, "c", 0)
    await asyncio.sleep(0)
    print("after two turns")
    await asyncio.sleep(0)
    print("after three turns")


asyncio.run(main())
