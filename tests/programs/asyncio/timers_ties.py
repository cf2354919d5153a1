# flags: --virtual-time
# Timers with one and the same deadline run in the order they were made.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    when = loop.time() + 0.05
    order = []
    for i in range(10):
        loop.call_at(when, order.append, i)
    handles = [loop.call_at(when, order.append, f"x{i}") for i in range(3)]
    handles[1].cancel()
    loop.call_at(when + 0.03, order.append, "later")
    await asyncio.sleep(0.15)
    print(order)


asyncio.run(main())
