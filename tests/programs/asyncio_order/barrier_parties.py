import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    barrier = asyncio.Barrier(3)
    async def party(name):
        print(name, "arrives", barrier.n_waiting)
        position = await barrier.wait()
        print(name, "passes", position)
    await asyncio.gather(*map(party, "abc"), ticker(5))
    print("again")
    await asyncio.gather(*map(party, "xyz"))


asyncio.run(main())
