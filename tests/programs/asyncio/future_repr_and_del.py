# What reprs of futures, tasks, handles and locks show.
import asyncio


async def work():
    await asyncio.get_running_loop().create_future()


def cb(f):
    pass


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f)
    f.add_done_callback(cb)
    print(f)
    f.add_done_callback(print)
    f.add_done_callback(cb)
    print(str(f).replace(" at " + __file__, ""))
    f.set_result([1] * 3)
    print(f)
    g = loop.create_future()
    g.set_exception(ValueError("x"))
    print(g, repr(g.exception()))
    h = loop.create_future()
    h.cancel()
    print(h)
    t = asyncio.create_task(work(), name="W")
    print(t)
    await asyncio.sleep(0)
    print(t)
    t.cancel()
    print(t)
    await asyncio.wait([t])
    print(t)
    print(repr(asyncio.Lock()).split("[")[1], repr(asyncio.Event()).split("[")[1], repr(asyncio.Condition()).split("[")[1], repr(asyncio.Queue(3)).split(" at ")[0], repr(asyncio.Queue(3)).split(" ")[-1])
    q = asyncio.Queue()
    q.put_nowait(1)
    print(str(q), asyncio.timeout(5), asyncio.TaskGroup())
    async with asyncio.TaskGroup() as tg:
        tg.create_task(asyncio.sleep(0))
        print(tg)
    print(tg)
    m = loop.create_future()
    m.set_result("x" * 200)
    print(m)
    n = loop.create_future()
    n.set_result({"k": n})
    print(n)


asyncio.run(main())
