# What runs before the first await happens at different moments for await, create_task and gather.
import asyncio


async def f(name):
    print(name, "sync part")
    await asyncio.sleep(0)
    print(name, "async part")


async def main():
    print("1. calling makes a coroutine, nothing runs")
    c = f("called")
    print("2. awaiting runs it at once")
    await c
    print("3. create_task only schedules")
    t = asyncio.create_task(f("task"))
    print("4. still nothing")
    await asyncio.sleep(0)
    print("5. the sync part ran")
    await t
    print("6. gather schedules too")
    g = asyncio.gather(f("g1"), f("g2"))
    print("7. nothing yet")
    await g
    print("8. ensure_future as well")
    e = asyncio.ensure_future(f("ensured"))
    await e
    print("9. a coroutine awaited inside an expression")
    print([await x for x in (f("l1"), f("l2"))])


asyncio.run(main())
