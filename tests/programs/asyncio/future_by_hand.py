# Futures: states, results, callbacks, errors.
import asyncio


def cb(name):
    def call(f):
        print("callback", name, f.done(), f.cancelled())
    return call


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f.done(), f.cancelled(), repr(f))
    for call in (f.result, f.exception):
        try:
            call()
        except asyncio.InvalidStateError as e:
            print(type(e).__name__, e)
    first, second = cb("first"), cb("second")
    f.add_done_callback(first)
    f.add_done_callback(second)
    f.add_done_callback(first)
    print("removed", f.remove_done_callback(first))
    f.set_result(42)
    print("set", f.done(), f.result(), f.exception(), repr(f))
    print("callbacks have not run yet")
    await asyncio.sleep(0)
    f.add_done_callback(cb("late"))
    print("late was scheduled")
    await asyncio.sleep(0)
    for call in (lambda: f.set_result(1), lambda: f.set_exception(ValueError())):
        try:
            call()
        except asyncio.InvalidStateError as e:
            print(type(e).__name__, e)
    print(f.cancel(), await f, await f)
    e = loop.create_future()
    e.set_exception(KeyError("k"))
    print(repr(e.exception()), repr(e))
    for _ in range(2):
        try:
            await e
        except KeyError as exc:
            print("await raises", exc)
    c = loop.create_future()
    c.add_done_callback(cb("c"))
    print(c.cancel("why"), c.cancelled(), c.done(), repr(c))
    try:
        c.result()
    except asyncio.CancelledError as exc:
        print("CancelledError", exc.args)
    try:
        await c
    except asyncio.CancelledError as exc:
        print("await raises CancelledError", exc.args)
    g = loop.create_future()
    g.set_exception(ValueError)
    print(repr(g.exception()))
    h = loop.create_future()
    for bad in (StopIteration, StopIteration("x"), 5):
        try:
            h.set_exception(bad)
            print(repr(h.exception()))
        except (TypeError, asyncio.InvalidStateError) as exc:
            print(type(exc).__name__, exc)
    print(f.get_loop() is loop, asyncio.isfuture(f), asyncio.isfuture(5))


asyncio.run(main())
