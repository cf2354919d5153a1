"""A process pool behind an event loop."""
import asyncio
import concurrent.futures
import functools


def cube(n):
    return n**3


def fail(text):
    raise ValueError(text)


async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        print(await loop.run_in_executor(pool, cube, 3))
        print(await asyncio.gather(*(loop.run_in_executor(pool, cube, n) for n in range(5))))
        print(await loop.run_in_executor(pool, functools.partial(pow, 2, mod=7), 10))
        try:
            await loop.run_in_executor(pool, fail, "from afar")
        except ValueError as error:
            print(error, type(error.__cause__).__name__)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(square(loop, pool, n)) for n in range(3)]
        print([task.result() for task in tasks])


async def square(loop, pool, n):
    return await loop.run_in_executor(pool, pow, n, 2)


if __name__ == "__main__":
    asyncio.run(main())
