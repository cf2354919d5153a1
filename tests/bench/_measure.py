"""Nanoseconds per operation, best of several runs, start-up excluded.

Every bench of this folder imports this; where a program has to be one file, `cargo xtask bench` puts this text
in place of the import.
"""

import time

try:
    clock = time.perf_counter
except AttributeError:  # MicroPython

    def clock():
        return time.ticks_us() / 1e6


LONG_ENOUGH = 0.1
REPEATS = 4


def grow(count, took):
    """The next count to try: towards LONG_ENOUGH, and at least twice as many."""
    return max(count * 2, int(count * min(LONG_ENOUGH * 1.2 / max(took, 1e-4), 20)))


def report(name, count, took):
    print(name, round(took / count * 1e9, 1))


def measure(name, run):
    """`run(count)` does the operation `count` times."""
    count = 1
    while True:
        start = clock()
        run(count)
        took = clock() - start
        if took >= LONG_ENOUGH:
            break
        count = grow(count, took)
    for _ in range(REPEATS):
        start = clock()
        run(count)
        took = min(took, clock() - start)
    report(name, count, took)


async def measure_async(name, run):
    """`await run(count)` does the operation `count` times; the loop that runs it is not measured."""
    count = 1
    while True:
        start = clock()
        await run(count)
        took = clock() - start
        if took >= LONG_ENOUGH:
            break
        count = grow(count, took)
    for _ in range(REPEATS):
        start = clock()
        await run(count)
        took = min(took, clock() - start)
    report(name, count, took)
