import asyncio
import concurrent.futures


async def coro():
    return "coro"


class Aw:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return "awaitable"


async def main():
    t = asyncio.ensure_future(coro())
    print(type(t).__name__, asyncio.ensure_future(t) is t, await t)
    a = asyncio.ensure_future(Aw())
    print(type(a).__name__, await a)
    try:
        asyncio.ensure_future(5)
    except TypeError as e:
        print(e)
    cf = concurrent.futures.Future()
    w = asyncio.wrap_future(cf)
    print(type(w).__name__, w.done(), asyncio.wrap_future(w) is w)
    cf.set_result("from concurrent")
    print(w.done(), await w)
    try:
        await cf
    except TypeError as e:
        print(e)
    cf = concurrent.futures.Future()
    w = asyncio.wrap_future(cf)
    w.cancel()
    await asyncio.sleep(0)
    print(cf.cancelled())
    f = asyncio.Future()
    print(type(f).__name__, f.get_loop() is asyncio.get_running_loop())


asyncio.run(main())
