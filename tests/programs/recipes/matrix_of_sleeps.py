# flags: --virtual-time
# The finishing order of many sleeps, and one rescheduled timeout.
import asyncio


async def nap(name, *times):
    for t in times:
        await asyncio.sleep(t / 50)
        log.append(f"{name}@{sum(times[:times.index(t) + 1])}")
    return name


log = []


async def main():
    await asyncio.gather(nap("a", 1, 6), nap("b", 3, 2), nap("c", 9), nap("d", 4, 7))
    print(log)
    try:
        async with asyncio.timeout(0.05) as t:
            await asyncio.sleep(0.02)
            t.reschedule(asyncio.get_running_loop().time() + 0.1)
            await asyncio.sleep(0.07)
            print("still inside after 0.09")
            await asyncio.sleep(1)
    except TimeoutError:
        print("rescheduled timeout fired", t.expired())


asyncio.run(main())
