# A loop over integers with a branch and some arithmetic in it.
from _measure import measure


def run(count):
    total = 0
    i = 0
    while i < count:
        if i % 3 == 0:
            total += i & 255
        else:
            total -= 1
        i += 1
    return total


measure("loop_round", run)
