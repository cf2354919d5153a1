# flags: --virtual-time
import asyncio


async def main():
    tasks = [asyncio.create_task(asyncio.sleep(d, d)) for d in (0.01, 0.05)]
    done, pending = await asyncio.wait(tasks, timeout=0.03)
    print([t.result() for t in done], len(pending), [t.cancelled() for t in tasks])
    print(await tasks[1])


asyncio.run(main())
