# flags: --virtual-time
import asyncio


def countdown(loop, n):
    print(n)
    if n:
        loop.call_later(0.01, countdown, loop, n - 1)
    else:
        loop.stop()


def display(end, loop, start):
    ticks.append(round((loop.time() - start) * 50))
    if loop.time() + 0.02 < end:
        loop.call_later(0.02, display, end, loop, start)
    else:
        loop.stop()


ticks = []
loop = asyncio.new_event_loop()
loop.call_soon(countdown, loop, 3)
loop.run_forever()
now = loop.time()
loop.call_soon(display, now + 0.09, loop, now)
loop.run_forever()
loop.close()
print(ticks)
