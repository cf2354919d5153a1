# Deep mutual recursion through trampolines, generators and explicit stacks.
def trampoline(f, *args):
    r = f(*args)
    while callable(r):
        r = r()
    return r


def even(n):
    return True if n == 0 else lambda: odd(n - 1)


def odd(n):
    return False if n == 0 else lambda: even(n - 1)


print(trampoline(even, 10001), trampoline(odd, 10001))


def tramp_gen(g):
    stack, value = [g], None
    while stack:
        try:
            value = stack[-1].send(value)
            if hasattr(value, "send"):
                stack.append(value)
                value = None
        except StopIteration as e:
            stack.pop()
            value = e.value
    return value


def fact(n):
    return 1 if n == 0 else n * (yield fact(n - 1))


def fib(n):
    if n < 2:
        return n
    return (yield fib(n - 1)) + (yield fib(n - 2))


print(len(str(tramp_gen(fact(1500)))), tramp_gen(fib(12)))


def ack(m, n):
    stack = [m]
    while stack:
        m = stack.pop()
        if m == 0:
            n += 1
        elif n == 0:
            stack.append(m - 1)
            n = 1
        else:
            stack += [m - 1, m]
            n -= 1
    return n


print(ack(2, 5), ack(3, 3))


def cps_fact(n, k):
    return k(1) if n == 0 else cps_fact(n - 1, lambda v: k(n * v))


print(cps_fact(10, lambda v: v))


def flatten(x):
    stack, out = [x], []
    while stack:
        v = stack.pop()
        if isinstance(v, list):
            stack.extend(reversed(v))
        else:
            out.append(v)
    return out


deep = 1
for _ in range(5000):
    deep = [deep, 2]
print(len(flatten(deep)), flatten([1, [2, [3, []], 4]]))
import sys
old = sys.getrecursionlimit()
sys.setrecursionlimit(20000)
def count(n): return 0 if n == 0 else 1 + count(n - 1)
print(count(15000))
sys.setrecursionlimit(old)
def a(n): return b(n)
def b(n): return a(n + 1)
try:
    a(0)
except RecursionError:
    print("RecursionError")
