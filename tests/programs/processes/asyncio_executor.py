import asyncio
from concurrent.futures import ProcessPoolExecutor


def cpu_bound(n):
    return sum(i * i for i in range(n))


def fails(msg):
    raise RuntimeError(msg)


async def main():
    loop = asyncio.get_running_loop()
    ticks = 0

    async def ticker():
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)
    t = asyncio.create_task(ticker())
    with ProcessPoolExecutor(2) as pool:
        print(await loop.run_in_executor(pool, cpu_bound, 1000))
        print(await asyncio.gather(*[loop.run_in_executor(pool, cpu_bound, n) for n in (10, 100, 1000)]))
        try:
            await loop.run_in_executor(pool, fails, "from the process")
        except RuntimeError as e:
            print(e)
    t.cancel()
    print("the loop kept turning:", ticks > 3)


if __name__ == "__main__":
    asyncio.run(main())
