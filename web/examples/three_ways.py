# The same two jobs, done three ways: as tasks, as threads, as processes.
# Waiting overlaps in all of them. Computing overlaps only in processes: tasks and threads take turns.

import asyncio
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def wait():  # I/O bound: somebody else does the work
    time.sleep(0.5)


def compute():  # CPU bound: we do it ourselves
    n = 0
    for i in range(1_000_000):
        n += i * i % 7
    return n


def measure(way, job):
    start = time.perf_counter()
    way(job)
    return time.perf_counter() - start


def one_after_the_other(job):
    job()
    job()


def as_tasks(job):
    async def task():
        if job is wait:
            await asyncio.sleep(0.5)  # a task must not block: it awaits
        else:
            job()

    async def main():
        await asyncio.gather(task(), task())

    asyncio.run(main())


def as_threads(job):
    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(job), pool.submit(job)]:
            future.result()


def as_processes(job):
    with ProcessPoolExecutor(2) as pool:
        for future in [pool.submit(job), pool.submit(job)]:
            future.result()


if __name__ == "__main__":
    print(f"{'':22}waiting   computing")
    for way in (one_after_the_other, as_tasks, as_threads, as_processes):
        waited, computed = measure(way, wait), measure(way, compute)
        print(f"{way.__name__:22}{waited:5.2f} s    {computed:5.2f} s")
