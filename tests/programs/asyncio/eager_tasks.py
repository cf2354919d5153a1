# Eager tasks start inside create_task.
import asyncio


async def no_await(n):
    print("runs", n)
    return n


async def suspends(n):
    print("before", n, asyncio.current_task().get_name())
    await asyncio.sleep(0)
    print("after", n)
    return n


async def main():
    loop = asyncio.get_running_loop()
    lazy = asyncio.create_task(no_await("lazy"))
    print("created lazy", lazy.done())
    loop.set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(no_await("eager"), name="E")
    print("created eager", t.done(), await t, t.get_name())
    u = asyncio.create_task(suspends("u"), name="U")
    print("created u", u.done())
    print(await u)
    print(await asyncio.gather(no_await("g1"), suspends("g2"), no_await("g3")))

    async def fails():
        raise ValueError("at once")

    f = asyncio.create_task(fails())
    print(f.done(), repr(f.exception()))
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(suspends("a"))
        b = tg.create_task(no_await("b"))
        print("in group", a.done(), b.done())
    loop.set_task_factory(None)
    c = asyncio.create_task(no_await("lazy again"))
    print(c.done())
    await c
    d = asyncio.Task(no_await("eager_start"), eager_start=True)
    print(d.done())
    e = loop.create_task(no_await("kw"), eager_start=True)
    print(e.done(), await e)


asyncio.run(main())
