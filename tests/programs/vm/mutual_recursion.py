"""Mutual recursion of any depth ends in an exception, never in a crash."""
import sys


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


try:
    even(100_000)
except RecursionError as error:
    print("RecursionError:", str(error).split(" while")[0])

sys.setrecursionlimit(200_500)
print(even(100_000))

chain = None
for _ in range(200_000):
    chain = [chain]
del chain
print("dropped")
