# flags: --virtual-time
"""Natives that call Python code are suspended while it sleeps."""
import time


def slow_key(value):
    time.sleep(0.01)
    return -value


start = time.monotonic()
print(sorted([3, 1, 2], key=slow_key))
print(time.monotonic() - start >= 0.03)


class Slow:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        time.sleep(0.01)
        return self.value == other.value


start = time.monotonic()
print([Slow(1), Slow(2), Slow(3)].index(Slow(3)))
print(time.monotonic() - start >= 0.03)
print(max([5, 7, 6], key=slow_key), min([5, 7, 6], key=slow_key))
print([*map(slow_key, range(3))])
