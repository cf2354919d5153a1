# flags: --virtual-time
# The same three jobs waited for in different ways.
import asyncio


async def job(n):
    await asyncio.sleep(n * 0.02)
    return n


def jobs():
    return [asyncio.create_task(job(n), name=f"j{n}") for n in (3, 1, 2)]


async def main():
    print("sequential", [await job(n) for n in (3, 1, 2)])
    print("gather", await asyncio.gather(*jobs()))
    print("as_completed", [await c for c in asyncio.as_completed(jobs())])
    done, pending = await asyncio.wait(jobs())
    print("wait", sorted(t.result() for t in done), pending)
    pending, order = set(jobs()), []
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        order += [t.result() for t in done]
    print("first completed", order)
    async with asyncio.TaskGroup() as tg:
        ts = [tg.create_task(job(n)) for n in (3, 1, 2)]
    print("group", [t.result() for t in ts])
    ts = jobs()
    print("await each", [await t for t in ts])
    q = asyncio.Queue()
    for t in jobs():
        t.add_done_callback(q.put_nowait)
    print("callbacks", [(await q.get()).result() for _ in range(3)])
    ts = jobs()
    await asyncio.sleep(0.05)
    print("polled", [t.get_name() for t in ts if t.done()])
    await asyncio.gather(*ts)


asyncio.run(main())
