import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    ping, pong = asyncio.Event(), asyncio.Event()
    async def player(name, mine, other, rounds):
        for i in range(rounds):
            await mine.wait()
            mine.clear()
            print(name, i)
            other.set()
    ping.set()
    await asyncio.gather(player("ping", ping, pong, 3), player("pong", pong, ping, 3), ticker(8))


asyncio.run(main())
