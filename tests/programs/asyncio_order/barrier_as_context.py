import asyncio


async def main():
    barrier = asyncio.Barrier(2)
    async def party(name):
        async with barrier as position:
            print(name, "draining", position)
            await asyncio.sleep(0)
        print(name, "left")
    await asyncio.gather(*map(party, "abcd"))


asyncio.run(main())
