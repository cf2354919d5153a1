# flags: --virtual-time
import asyncio
import random


async def runner(name, speed, gun, board):
    print(name, "is ready")
    await gun.wait()
    await asyncio.sleep(speed)
    board.append(name)


async def main():
    random.seed(5)
    speeds = random.sample(range(2, 20, 2), 5)
    gun, board = asyncio.Event(), []
    runners = [asyncio.create_task(runner(f"runner{i}", s / 100, gun, board)) for i, s in enumerate(speeds)]
    await asyncio.sleep(0)
    print("bang!")
    gun.set()
    await asyncio.wait(runners)
    print(speeds, board)
    assert board == [f"runner{i}" for _, i in sorted((s, i) for i, s in enumerate(speeds))]


asyncio.run(main())
