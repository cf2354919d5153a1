# Calls of a small recursive function.
from _measure import measure


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def run(count):
    for _ in range(count):
        fib(15)


measure("fib(15)", run)
