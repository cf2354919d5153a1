# flags: --virtual-time
# The first exception goes to the waiter; the others keep running.
import asyncio


async def ok(name, delay):
    await asyncio.sleep(delay)
    print("finished", name)
    return name


async def bad(delay):
    await asyncio.sleep(delay)
    raise ValueError(f"after {delay}")


async def main():
    t = asyncio.create_task(ok("survivor", 0.1))
    try:
        await asyncio.gather(t, bad(0.03), bad(0.06))
    except ValueError as e:
        print("caught", e, "survivor done?", t.done())
    print(await t)
    print(await asyncio.gather(ok("a", 0.02), bad(0.01), return_exceptions=True))
    try:
        await asyncio.gather(bad(0))
    except ValueError as e:
        print(repr(e))


asyncio.run(main())
