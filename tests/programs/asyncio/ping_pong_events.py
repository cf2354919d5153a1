import asyncio


async def player(name, my_turn, your_turn, n):
    for i in range(n):
        await my_turn.wait()
        my_turn.clear()
        print(name, i)
        your_turn.set()


async def main():
    a, b = asyncio.Event(), asyncio.Event()
    a.set()
    await asyncio.gather(player("ping", a, b, 3), player("pong", b, a, 3))


asyncio.run(main())
