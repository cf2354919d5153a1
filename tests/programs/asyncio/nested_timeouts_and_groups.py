# flags: --virtual-time
import asyncio


async def job(name, delay):
    try:
        await asyncio.sleep(delay)
        print(name, "done")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    try:
        async with asyncio.timeout(0.05):
            async with asyncio.TaskGroup() as tg:
                tg.create_task(job("fast", 0.01))
                tg.create_task(job("slow", 5))
    except TimeoutError:
        print("timeout around a group")
    async with asyncio.TaskGroup() as tg:
        async def guarded(n, t):
            try:
                async with asyncio.timeout(t):
                    return await job(f"guarded {n}", 0.05)
            except TimeoutError:
                return f"{n} late"
        ts = [tg.create_task(guarded(i, t)) for i, t in enumerate((0.02, 0.2))]
    print([t.result() for t in ts])
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(job("outer", 5))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(job("inner", 5))

                async def boom():
                    await asyncio.sleep(0.01)
                    raise ValueError("boom")
                inner.create_task(boom())
    except* ValueError as eg:
        print(repr(eg))
    try:
        async with asyncio.timeout(0.03):
            try:
                await asyncio.wait_for(job("both", 5), 0.03 * 3)
            finally:
                print("cleanup", asyncio.current_task().cancelling())
    except TimeoutError:
        print("outer timeout first")
    r = await asyncio.gather(asyncio.wait_for(job("x", 5), 0.01), asyncio.wait_for(job("y", 0.02), 1), return_exceptions=True)
    print([repr(v) for v in r])


asyncio.run(main())
