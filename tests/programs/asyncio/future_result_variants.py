# concurrent and asyncio futures side by side; awaiting in a loop; set_result from a timer.
# flags: --virtual-time
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    loop.call_later(0.02, f.set_result, "timer")
    print(await f)
    fs = [loop.create_future() for _ in range(3)]
    for i, x in enumerate(reversed(fs)):
        loop.call_soon(x.set_result, i)
    print(await asyncio.gather(*fs))
    f = loop.create_future()
    loop.call_later(0.01, f.cancel, "by a timer")
    try:
        await f
    except asyncio.CancelledError as e:
        print(e.args)
    f = loop.create_future()
    loop.call_soon(f.set_exception, KeyError("k"))
    try:
        await asyncio.wait_for(f, 1)
    except KeyError as e:
        print(repr(e))

    async def setter(fut, v):
        await asyncio.sleep(0.01)
        if not fut.done():
            fut.set_result(v)
    f = loop.create_future()
    a, b = asyncio.create_task(setter(f, "first")), asyncio.create_task(setter(f, "second"))
    print(await f)
    await asyncio.gather(a, b)
    f = loop.create_future()
    w = asyncio.create_task(asyncio.wait([f], timeout=0.01))
    done, pending = await w
    print(len(done), len(pending), f.done())
    f.set_result(None)
    print([x async for x in results(loop)])


async def results(loop):
    for i in range(3):
        f = loop.create_future()
        loop.call_soon(f.set_result, i * i)
        yield await f


asyncio.run(main())
