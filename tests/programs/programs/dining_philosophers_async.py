import asyncio

log = []


async def philosopher(i, forks, seats, meals):
    left, right = forks[i], forks[(i + 1) % len(forks)]
    for _ in range(meals):
        log.append(f"{i} thinks")
        await asyncio.sleep(0)
        async with seats:                 # at most four sit down: no deadlock
            async with left:
                await asyncio.sleep(0)
                async with right:
                    log.append(f"{i} eats")
                    await asyncio.sleep(0)
    log.append(f"{i} leaves")


async def main():
    n = 5
    forks = [asyncio.Lock() for _ in range(n)]
    seats = asyncio.Semaphore(n - 1)
    async with asyncio.TaskGroup() as tg:
        for i in range(n):
            tg.create_task(philosopher(i, forks, seats, 2))
    for i in range(0, len(log), 5):
        print(", ".join(log[i:i + 5]))
    print(sum("eats" in l for l in log), "meals")


asyncio.run(main())
