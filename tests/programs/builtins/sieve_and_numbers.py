import math
from functools import lru_cache, reduce


def sieve(limit):
    flags = bytearray([1]) * (limit + 1)
    flags[:2] = b"\0\0"
    for n in range(2, math.isqrt(limit) + 1):
        if flags[n]:
            flags[n * n::n] = bytes(len(range(n * n, limit + 1, n)))
    return [n for n, flag in enumerate(flags) if flag]


primes = sieve(10_000)
print(len(primes), primes[:10], primes[-3:], sum(primes))


def factorize(n):
    factors = {}
    for p in primes:
        if p * p > n:
            break
        while n % p == 0:
            factors[p] = factors.get(p, 0) + 1
            n //= p
    if n > 1:
        factors[n] = factors.get(n, 0) + 1
    return factors


for n in (1, 2, 97, 360, 1001, 2**20, 99999999, 600851475143):
    f = factorize(n)
    print(n, f, " * ".join(f"{p}^{e}" if e > 1 else str(p) for p, e in f.items()) or 1,
          reduce(lambda a, kv: a * (kv[1] + 1), f.items(), 1))


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print([fib(n) for n in range(15)], fib(100), len(str(fib(400))), fib.cache_info())
print(math.factorial(30), math.comb(52, 5), 2**127 - 1, (2**127 - 1) % 1_000_000_007, pow(3, -1, 11), pow(2, 1000, 1_000_007))


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


print(max(range(1, 3000), key=collatz), [collatz(n) for n in (1, 7, 27, 97)])
print([n for n in range(2, 9000) if n == sum(d + (n // d if d * d != n and d != 1 else 0) for d in range(1, math.isqrt(n) + 1) if n % d == 0)])
print([n for n in range(100, 10000) if n == sum(int(d) ** len(str(n)) for d in str(n))])
rows = [[1]]
for _ in range(7):
    rows.append([a + b for a, b in zip([0] + rows[-1], rows[-1] + [0])])
for row in rows:
    print(" ".join(map(str, row)).center(30).rstrip())
digits = str(2**500)
print(len(digits), sum(map(int, digits)), digits[:20], int(digits[::-1]) % 97)
print(sum(int(d) for d in str(math.factorial(100))), 7**77 // 7**70, divmod(-(10**20), 7), -(10**20) % 7, (10**20) // -7)
a, b = 1071, 462
while b:
    print(f"{a} = {a // b} * {b} + {a % b}")
    a, b = b, a % b
print(a, math.gcd(1071, 462), math.lcm(12, 18), [math.isqrt(n) for n in (0, 15, 16, 10**30)], round(10**20 + 0.5), int(1e23), 1e23)
