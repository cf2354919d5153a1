# flags: --virtual-time
# Two tasks take two locks in opposite order; a timeout finds the deadlock.
import asyncio


async def worker(name, first, second):
    async with first:
        print(name, "holds its first lock")
        await asyncio.sleep(0.01)
        print(name, "wants the other")
        async with second:
            print(name, "has both")


async def run(order_b):
    a, b = asyncio.Lock(), asyncio.Lock()
    locks = {"ab": (a, b), "ba": (b, a)}
    try:
        async with asyncio.timeout(0.1):
            await asyncio.gather(worker("one", *locks["ab"]), worker("two", *locks[order_b]))
        print("finished")
    except TimeoutError:
        print("deadlock", a.locked(), b.locked())


asyncio.run(run("ba"))
asyncio.run(run("ab"))
