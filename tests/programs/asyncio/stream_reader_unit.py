# StreamReader fed by hand: limits, separators, end of file, exceptions.
import asyncio


async def main():
    r = asyncio.StreamReader(limit=8)
    t = asyncio.create_task(r.readline())
    await asyncio.sleep(0)
    r.feed_data(b"par")
    await asyncio.sleep(0)
    print(t.done())
    r.feed_data(b"t\nrest")
    print(await t, await r.read(2), await r.readexactly(2))
    for call in (lambda: r.readline(), lambda: r.readuntil(b"\n")):
        r.feed_data(b"123456789012345")
        try:
            await call()
        except (ValueError, asyncio.LimitOverrunError) as e:
            print(type(e).__name__, str(e)[:40], getattr(e, "consumed", None))
    r2 = asyncio.StreamReader()
    r2.feed_data(b"a|b||c")
    r2.feed_eof()
    print(await r2.readuntil(b"|"), await r2.readuntil(b"||"), await r2.read(), await r2.read(), await r2.readline(), r2.at_eof())
    try:
        await r2.readexactly(1)
    except asyncio.IncompleteReadError as e:
        print(e, e.partial)
    for bad in (lambda: r2.readexactly(-1), lambda: r2.readuntil(b"")):
        try:
            await bad()
        except ValueError as e:
            print(e)
    r3 = asyncio.StreamReader()
    w = asyncio.create_task(r3.read(10))
    await asyncio.sleep(0)
    try:
        await r3.read(1)
    except RuntimeError as e:
        print(e)
    r3.set_exception(ConnectionResetError("peer gone"))
    print(await asyncio.gather(w, return_exceptions=True), repr(r3.exception()))
    r4 = asyncio.StreamReader()
    r4.feed_data(b"x\ny\nz")
    r4.feed_eof()
    print([line async for line in r4])
    try:
        r4.feed_data(b"late")
    except AssertionError as e:
        print(e)
    print(await asyncio.wait_for(r4.read(-1), 1))


asyncio.run(main())
