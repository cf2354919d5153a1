import asyncio


async def main():
    loop = asyncio.get_running_loop()
    checks = [
        lambda: loop.call_later("x", print),
        lambda: loop.call_later(None, print),
        lambda: loop.call_at(None, print),
        lambda: loop.run_forever(),
        lambda: loop.close(),
        lambda: asyncio.set_event_loop(5),
        lambda: asyncio.run_coroutine_threadsafe(5, loop),
        lambda: asyncio.wrap_future(5),
        lambda: asyncio.Future(loop=5),
        lambda: asyncio.Task(5),
        lambda: asyncio.Queue(maxsize="x").full(),
        lambda: asyncio.gather(5),
        lambda: asyncio.shield(5),
        lambda: asyncio.ensure_future("x"),
        lambda: loop.set_exception_handler("x"),
        lambda: asyncio.Semaphore("x"),
        lambda: asyncio.create_task(asyncio.sleep),
        lambda: loop.create_future(1),
        lambda: asyncio.timeout(1, 2),
        lambda: asyncio.TaskGroup(1),
    ]
    for i, c in enumerate(checks):
        try:
            r = c()
            print(i, "accepted", type(r).__name__)
        except Exception as e:
            print(i, type(e).__name__, str(e).split(" at 0x")[0])
    try:
        await asyncio.wait_for()
    except TypeError as e:
        print(e)
    try:
        await asyncio.wait(5)
    except TypeError as e:
        print(e)
    try:
        async with asyncio.Lock:
            pass
    except TypeError as e:
        print(e)
    try:
        await asyncio.Lock()
    except TypeError as e:
        print(e)
    try:
        async with asyncio.timeout(1):
            await 5
    except TypeError as e:
        print(e)


asyncio.run(main())
