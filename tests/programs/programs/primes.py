import math
from itertools import count, islice, takewhile


def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[0:2] = b"\0\0"
    for i in range(2, math.isqrt(n) + 1):
        if flags[i]:
            flags[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, f in enumerate(flags) if f]


def incremental():
    composites = {}
    for n in count(2):
        p = composites.pop(n, None)
        if p is None:
            composites[n * n] = n
            yield n
        else:
            x = n + p
            while x in composites:
                x += p
            composites[x] = p


def factor(n):
    out, p = [], 2
    while p * p <= n:
        while n % p == 0:
            out.append(p)
            n //= p
        p += 1 if p == 2 else 2
    return out + [n] if n > 1 else out


def miller_rabin(n):
    if n < 2 or n % 2 == 0:
        return n == 2
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if a % n == 0:
            continue
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


print(sieve(50), len(sieve(20000)))
print(list(islice(incremental(), 10)), list(takewhile(lambda p: p < 30, incremental())) == sieve(29))
print({n: factor(n) for n in (1, 12, 97, 360, 1001, 65536, 600851475143)})
print([n for n in range(30) if miller_rabin(n)] == sieve(29), miller_rabin(2 ** 61 - 1), miller_rabin(2 ** 67 - 1), miller_rabin(10 ** 18 + 9))
twins = [(p, p + 2) for p in sieve(100) if p + 2 in set(sieve(102))]
print(twins, sum(sieve(1000)), [n for n in range(2, 500) if sum(d for d in range(1, n) if n % d == 0) == n])
print(all(any(b - p in s for p in s) for s in [set(sieve(500))] for b in range(4, 500, 2)))
