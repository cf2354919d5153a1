# Callbacks of a task run in the turn after it ends, before waiters added later.
import asyncio


async def work():
    print("work")
    return 5


async def waiter(t):
    print("waiter got", await t)


async def main():
    t = asyncio.create_task(work())
    t.add_done_callback(lambda f: print("callback 1", f.result()))
    w = asyncio.create_task(waiter(t))
    t.add_done_callback(lambda f: print("callback 2"))
    await asyncio.sleep(0)
    print("main: done?", t.done())
    t.add_done_callback(lambda f: print("callback 3, added after the end"))
    await asyncio.sleep(0)
    print("main again")
    await w
    loop = asyncio.get_running_loop()
    f = loop.create_future()

    def adds_more(fut):
        print("adds more")
        fut.add_done_callback(lambda _: print("added inside"))

    f.add_done_callback(adds_more)
    f.set_result(None)
    await f
    print("future awaited: callbacks pending")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    import contextvars
    v = contextvars.ContextVar("v", default=0)
    v.set(1)
    g = loop.create_future()
    g.add_done_callback(lambda _: print("context", v.get()))
    v.set(2)
    g.add_done_callback(lambda _: print("given context", v.get()), context=contextvars.Context())
    g.set_result(None)
    await asyncio.sleep(0)


asyncio.run(main())
