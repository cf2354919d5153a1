import asyncio
import concurrent.futures


async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        futures = [loop.run_in_executor(pool, pow, 2, i) for i in range(4)]
        print(await asyncio.gather(*futures))


asyncio.run(main())
