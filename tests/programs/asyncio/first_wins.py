# flags: --virtual-time
# Race: take the first result, cancel the rest.
import asyncio


async def server(name, delay, fail=False):
    try:
        await asyncio.sleep(delay)
        if fail:
            raise ConnectionError(name)
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def race(*coros):
    tasks = [asyncio.create_task(c) for c in coros]
    try:
        errors = []
        pending = set(tasks)
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for t in done:
                if not t.exception():
                    return t.result()
                errors.append(t.exception())
        raise ExceptionGroup("all failed", errors)
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def main():
    print(await race(server("slow", 0.3), server("fast", 0.03), server("broken", 0.01, True)))
    try:
        await race(server("a", 0.01, True), server("b", 0.03, True))
    except* ConnectionError as eg:
        print([str(e) for e in eg.exceptions])


asyncio.run(main())
