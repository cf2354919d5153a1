# flags: --virtual-time
# Start a backup request when the first takes too long; use whichever answers first.
import asyncio


async def server(name, delay, log):
    try:
        await asyncio.sleep(delay)
        return name
    except asyncio.CancelledError:
        log.append(f"{name} cancelled")
        raise


async def hedged(primary, backup, after):
    t1 = asyncio.create_task(primary)
    done, _ = await asyncio.wait({t1}, timeout=after)
    if done:
        backup.close()
        return t1.result()
    t2 = asyncio.create_task(backup)
    done, pending = await asyncio.wait({t1, t2}, return_when=asyncio.FIRST_COMPLETED)
    for t in pending:
        t.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return done.pop().result()


async def main():
    for d1, d2 in ((0.01, 0.05), (0.3, 0.02), (0.08, 0.3)):
        log = []
        print(await hedged(server("primary", d1, log), server("backup", d2, log), 0.04), log)


asyncio.run(main())
