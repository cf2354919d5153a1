# Counting turns of the loop with a callback that re-queues itself.
import asyncio

turn = 0


def tick(loop):
    global turn
    turn += 1
    if turn < 30:
        loop.call_soon(tick, loop)


async def leaf(name):
    print(turn, name, "leaf starts")
    await asyncio.sleep(0)
    print(turn, name, "leaf ends")
    return name


async def wrapped(name):
    r = await asyncio.create_task(leaf(name))
    print(turn, name, "wrapper resumes")
    return r


async def main():
    asyncio.get_running_loop().call_soon(tick, asyncio.get_running_loop())
    await asyncio.sleep(0)
    print(turn, "direct await"), await leaf("a")
    print(turn, "task"), await asyncio.create_task(leaf("b"))
    print(turn, "task in task"), await wrapped("c")
    print(turn, "gather of one"), await asyncio.gather(leaf("d"))
    print(turn, "wait"), await asyncio.wait([asyncio.create_task(leaf("e"))])
    print(turn, "wait_for"), await asyncio.wait_for(leaf("f"), 5)
    print(turn, "shield"), await asyncio.shield(leaf("g"))
    async with asyncio.TaskGroup() as tg:
        tg.create_task(leaf("h"))
    print(turn, "after group")
    async with asyncio.timeout(5):
        await leaf("i")
    print(turn, "after timeout")


asyncio.run(main())
