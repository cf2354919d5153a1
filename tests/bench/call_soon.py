# A callback that schedules the next one.
import asyncio

from _measure import measure_async


async def run(count):
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    left = count

    def step():
        nonlocal left
        left -= 1
        if left > 0:
            loop.call_soon(step)
        else:
            done.set_result(None)

    loop.call_soon(step)
    await done


asyncio.run(measure_async("call_soon", run))
