# flags: --virtual-time
import asyncio


async def fail(exc, delay=0.0):
    await asyncio.sleep(delay)
    raise exc


async def collect(*coros):
    """gather, but all failures come out as one group."""
    results = await asyncio.gather(*coros, return_exceptions=True)
    errors = [r for r in results if isinstance(r, Exception)]
    if errors:
        raise ExceptionGroup(f"{len(errors)} of {len(results)} failed", errors)
    return results


async def main():
    print(await collect(asyncio.sleep(0, 1), asyncio.sleep(0, 2)))
    try:
        await collect(fail(ValueError("v")), asyncio.sleep(0, "ok"), fail(KeyError("k"), 0.01), fail(ValueError("w")))
    except* ValueError as eg:
        print(eg, [str(e) for e in eg.exceptions])
    except* KeyError as eg:
        print(eg, eg.exceptions)
    try:
        async with asyncio.TaskGroup() as tg:
            for i in range(3):
                tg.create_task(fail(OSError(i)))
    except ExceptionGroup as eg:
        print(eg.message, [e.args for e in eg.exceptions])
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail(ValueError("inner")))
            try:
                await asyncio.sleep(1)
            finally:
                await asyncio.sleep(0.01)
                print("body cleanup may await")
    except* ValueError:
        print("handled")

    async def nested():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail(TypeError("deep")))
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(nested())
            tg.create_task(fail(ValueError("shallow"), 0.02))
    except* TypeError as eg:
        print(repr(eg))


asyncio.run(main())
