# Many tasks may await one future; they wake in the order they began to wait.
import asyncio


async def waiter(name, f):
    print(name, "waits")
    try:
        print(name, "got", await f)
    except Exception as e:
        print(name, "failed", repr(e))


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    tasks = [asyncio.create_task(waiter(n, f)) for n in "abc"]
    await asyncio.sleep(0)
    f.set_result("value")
    print("result set")
    await asyncio.gather(*tasks)
    g = loop.create_future()
    tasks = [asyncio.create_task(waiter(n, g)) for n in "de"]
    await asyncio.sleep(0)
    loop.call_soon(g.set_exception, OSError("broken"))
    await asyncio.gather(*tasks)
    h = loop.create_future()
    t = asyncio.create_task(waiter("x", h))
    u = asyncio.create_task(waiter("y", h))
    await asyncio.sleep(0)
    t.cancel()                      # cancels the future, so y is cancelled too
    print(await asyncio.gather(t, u, return_exceptions=True), h.cancelled())


asyncio.run(main())
