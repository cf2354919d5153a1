# The same work one after the other, and in two processes at once: on two processors the second takes half as long.
from concurrent.futures import ProcessPoolExecutor

from _measure import clock, report

COUNT = 1_000_000
JOBS = 4


def work(count):
    total = 0
    for i in range(count):
        total = (total + i * i) % 1_000_003
    return total


def main():
    start = clock()
    for _ in range(JOBS):
        work(COUNT)
    report("process_work_serial", JOBS * COUNT, clock() - start)
    with ProcessPoolExecutor(2) as pool:
        # The workers are there before the clock runs.
        list(pool.map(work, [1] * 8))
        start = clock()
        list(pool.map(work, [COUNT] * JOBS))
        report("process_work_in_two", JOBS * COUNT, clock() - start)


if __name__ == "__main__":
    main()
