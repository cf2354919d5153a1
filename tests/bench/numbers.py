# Arithmetic: floats, mixed kinds, large integers, and two small classics.
import math

from _measure import measure


def floats(count):
    x = 0.0
    for i in range(count):
        x = x * 0.5 + 1.25 - i / 3.0


def integers(count):
    x = 1
    for i in range(count):
        x = (x * 31 + i) & 0xFFFF ^ (x >> 3)


def compare(count):
    n = 0
    for i in range(count):
        if 10 < i <= 1000 and i != 500:
            n += 1


def nested(count):
    n = 0
    for i in range(count // 100 + 1):
        for j in range(100):
            n += j


def globals_(count):
    global total
    total = 0
    for _ in range(count):
        total += 1


def large(count):
    x = 1
    for i in range(count):
        x = (x * 1000003 + i) % (2**89 - 1)


def power(count):
    for _ in range(count):
        pow(3, 65537, 1000000007)


def functions(count):
    for i in range(count):
        math.sqrt(i)
        abs(-i)
        max(i, 3)


def divide(count):
    for i in range(count):
        divmod(i, 7)
        round(i / 3, 2)


def mandelbrot(count):
    for k in range(count):
        c = complex(-0.5, 0.5)
        z = 0j
        for _ in range(10):
            z = z * z + c


def queens(count):
    def solve(row, columns, left, right, n):
        if row == n:
            return 1
        found = 0
        for column in range(n):
            if column in columns or row + column in left or row - column in right:
                continue
            found += solve(row + 1, columns | {column}, left | {row + column}, right | {row - column}, n)
        return found

    for _ in range(count):
        solve(0, set(), set(), set(), 5)


def sieve(count):
    for _ in range(count):
        flags = [True] * 1000
        for i in range(2, 32):
            if flags[i]:
                for j in range(i * i, 1000, i):
                    flags[j] = False


measure("float_round", floats)
measure("int_round", integers)
measure("compare_chain", compare)
measure("nested_loops", nested)
measure("global_augment", globals_)
measure("large_int", large)
measure("pow_mod", power)
measure("math_functions_3", functions)
measure("divmod_round", divide)
measure("complex_10", mandelbrot)
measure("queens(5)", queens)
measure("sieve(1000)", sieve)
