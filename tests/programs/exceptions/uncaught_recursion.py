# Repeated lines of a deep traceback are counted, not shown.
import sys

sys.setrecursionlimit(100)


def dive(n):
    return dive(n + 1)


dive(0)
