# flags: --virtual-time
# One after the other, and both at once.
import asyncio
import time


async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)
    return delay


async def main():
    t = time.monotonic()
    await say_after(0.1, "hello")
    await say_after(0.2, "world")
    print("sequential took, in tenths of a second,", int((time.monotonic() - t) * 10 + 0.01))
    t = time.monotonic()
    task1 = asyncio.create_task(say_after(0.2, "hello"))
    task2 = asyncio.create_task(say_after(0.1, "world"))
    print(await task1, await task2)
    print("tasks took, in tenths of a second,", int((time.monotonic() - t) * 10 + 0.01))
    t = time.monotonic()
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(say_after(0.1, "one"))
        b = tg.create_task(say_after(0.2, "two"))
    print("group took, in tenths of a second,", int((time.monotonic() - t) * 10 + 0.01), a.result() + b.result())


asyncio.run(main())
