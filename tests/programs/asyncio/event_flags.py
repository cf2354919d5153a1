import asyncio


async def waiter(name, ev):
    print(name, "waits")
    print(name, "released", await ev.wait())


async def main():
    ev = asyncio.Event()
    print(ev.is_set(), str(ev)[-8:])
    tasks = [asyncio.create_task(waiter(n, ev)) for n in "abc"]
    await asyncio.sleep(0)
    print(str(ev)[-19:])
    ev.set()
    print("set", ev.is_set())
    ev.clear()
    print("cleared at once; the three still go")
    await asyncio.gather(*tasks)
    t = asyncio.create_task(waiter("d", ev))
    await asyncio.sleep(0)
    print("d still waits", t.done())
    ev.set()
    ev.set()
    await t
    print(await ev.wait(), "no waiting when set")
    ev.clear()
    t = asyncio.create_task(waiter("e", ev))
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    ev.set()
    print("cancelled waiter", t.cancelled())


asyncio.run(main())
