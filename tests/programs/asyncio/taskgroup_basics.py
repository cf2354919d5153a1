# flags: --virtual-time
import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    print("done", name)
    return name


async def main():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(work("a", 0.06))
        b = tg.create_task(work("b", 0.02), name="bee")
        print("body ends", a.done(), b.get_name())
    print(a.result(), b.result())
    async with asyncio.TaskGroup() as tg:
        print("empty group")
    async with asyncio.TaskGroup() as tg:
        async def spawner():
            await asyncio.sleep(0)
            tg.create_task(work("spawned late", 0.01))
            print("spawner done")
        tg.create_task(spawner())
    print("group waited for it")
    async with asyncio.TaskGroup() as outer:
        async with asyncio.TaskGroup() as inner:
            inner.create_task(work("inner", 0.01))
            outer.create_task(work("outer", 0.03))
        print("inner closed")
    try:
        c = work("too late", 0)
        tg.create_task(c)
    except RuntimeError as e:
        print(str(e).split(" <")[-1].split("> ")[-1])
    c.close()
    g = asyncio.TaskGroup()
    c = work("not entered", 0)
    try:
        g.create_task(c)
    except RuntimeError as e:
        print(str(e).split("> ")[-1])
    c.close()
    try:
        await g.__aenter__()
        await g.__aenter__()
    except RuntimeError as e:
        print(str(e).split("> ")[-1])


asyncio.run(main())
