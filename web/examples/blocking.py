# time.sleep() in a coroutine stops everybody: there is only one thread.
# The heartbeat misses its beats while the rude coroutine sleeps.

import asyncio
import time

start = time.perf_counter()


def say(text):
    print(f"{time.perf_counter() - start:4.1f} s  {text}")


async def heartbeat():
    for beat in range(1, 9):
        say(f"beat {beat}")
        await asyncio.sleep(0.1)


async def kind():
    say("kind: await asyncio.sleep(0.25)")
    await asyncio.sleep(0.25)
    say("kind: done, nobody was held up")


async def rude():
    await asyncio.sleep(0.35)
    say("rude: time.sleep(0.5)")
    time.sleep(0.5)
    say("rude: done, and everybody is late")


async def main():
    await asyncio.gather(heartbeat(), kind(), rude())


asyncio.run(main())
