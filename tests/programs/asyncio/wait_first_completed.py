# flags: --virtual-time
import asyncio


async def job(name, delay, fail=False):
    await asyncio.sleep(delay)
    if fail:
        raise ValueError(name)
    return name


def names(tasks):
    return sorted(t.get_name() for t in tasks)


async def main():
    def start(spec):
        return [asyncio.create_task(job(n, d, f), name=n) for n, d, f in spec]

    tasks = start([("a", 0.02, False), ("b", 0.06, False), ("c", 0.1, False)])
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print("first", names(done), names(pending))
    done, pending = await asyncio.wait(pending, timeout=0.06)
    print("timeout", names(done), names(pending))
    done, pending = await asyncio.wait(pending)
    print("all", names(done), names(pending))
    tasks = start([("d", 0.01, False), ("e", 0.03, True), ("f", 0.2, False)])
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print("exception", names(done), names(pending), [repr(t.exception()) for t in done if t.exception()])
    for t in pending:
        t.cancel()
    done, pending = await asyncio.wait(tasks)
    print(names(done), sorted(t.cancelled() for t in done))
    done, pending = await asyncio.wait(tasks)
    print("already done", len(done), len(pending))
    done, pending = await asyncio.wait(start([("g", 0.01, False)]), timeout=0)
    print("timeout 0", names(done), names(pending))
    await asyncio.wait(pending)
    for bad in ([], [job("x", 0)], 5, tasks[0]):
        try:
            await asyncio.wait(bad)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
        finally:
            if isinstance(bad, list) and bad:
                bad[0].close()
    try:
        await asyncio.wait(tasks, return_when="SOMETIME")
    except ValueError as e:
        print(e)


asyncio.run(main())
