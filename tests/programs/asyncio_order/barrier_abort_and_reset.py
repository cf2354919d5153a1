import asyncio


async def main():
    barrier = asyncio.Barrier(3)
    async def party(name):
        try:
            await barrier.wait()
            print(name, "passed")
        except asyncio.BrokenBarrierError:
            print(name, "broken", barrier.broken)
    tasks = [asyncio.create_task(party(n)) for n in "ab"]
    await asyncio.sleep(0)
    await barrier.abort()
    await asyncio.gather(*tasks)
    await party("late")
    await barrier.reset()
    print(barrier.broken)
    await asyncio.gather(*map(party, "xyz"))


asyncio.run(main())
