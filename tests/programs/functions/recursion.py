# Recursion: direct, mutual, memoised, limits.
import sys
import functools


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fact(20), fact(30), [fib(i) for i in range(15)])


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(even(10), odd(7), even(7))


def flatten(x):
    return [y for item in x for y in (flatten(item) if isinstance(item, list) else [item])]


print(flatten([1, [2, [3, [4, []]], 5]]))


def permutations(seq):
    if not seq:
        return [[]]
    return [[seq[i]] + rest for i in range(len(seq)) for rest in permutations(seq[:i] + seq[i + 1:])]


print(permutations([1, 2, 3]))


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


print(ackermann(2, 3))


@functools.cache
def ways(n):
    return 1 if n <= 1 else ways(n - 1) + ways(n - 2)


print(ways(200))


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(900), sys.getrecursionlimit())


def forever(n):
    return forever(n + 1)


try:
    forever(0)
except RecursionError as exc:
    print(type(exc).__name__, exc, isinstance(exc, RuntimeError))
sys.setrecursionlimit(5000)
print(depth(4000))
sys.setrecursionlimit(1000)
for bad in (0, -5, "a"):
    try:
        sys.setrecursionlimit(bad)
    except Exception as exc:
        print(type(exc).__name__, exc)


class Loop:
    def __getattr__(self, name):
        return getattr(self, name + "x")


try:
    Loop().a
except RecursionError as exc:
    print(str(exc)[:32])
nested = []
for _ in range(50):
    nested = [nested]
print(repr(nested) == "[" * 51 + "]" * 51)
hanoi_moves = []


def hanoi(n, a, b, c):
    if n:
        hanoi(n - 1, a, c, b)
        hanoi_moves.append(a + c)
        hanoi(n - 1, b, a, c)


hanoi(3, "A", "B", "C")
print(hanoi_moves)
try:
    (lambda f: f(f))(lambda f: f(f))
except RecursionError:
    print("lambda too")
