# flags: --virtual-time
# Due timers join the ready queue behind what is there already.
import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    log = []
    loop.call_later(0.01, log.append, "timer 1")
    loop.call_later(0.02, log.append, "timer 2")
    time.sleep(0.05)                       # both are overdue now
    loop.call_soon(log.append, "soon 1")
    loop.call_soon(lambda: (log.append("soon 2"), loop.call_soon(log.append, "from soon 2")))
    await asyncio.sleep(0)
    log.append("main")
    await asyncio.sleep(0)
    print(log)


asyncio.run(main())
