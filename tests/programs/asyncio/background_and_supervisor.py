# flags: --virtual-time
# A supervisor restarts a failing service, up to a limit.
import asyncio


async def service(name, fail_after):
    n = 0
    while True:
        await asyncio.sleep(0.02)
        n += 1
        print(name, "beat", n)
        if n == fail_after:
            raise RuntimeError(f"{name} crashed")


async def supervise(make, restarts):
    for attempt in range(restarts + 1):
        t = asyncio.create_task(make(attempt))
        done, _ = await asyncio.wait([t])
        if t.cancelled() or not t.exception():
            return
        print(f"attempt {attempt}: {t.exception()!r}")
    print("giving up")


async def main():
    await supervise(lambda n: service("db", n + 1), 2)
    t = asyncio.create_task(service("web", 99))
    await asyncio.sleep(0.05)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))


asyncio.run(main())
