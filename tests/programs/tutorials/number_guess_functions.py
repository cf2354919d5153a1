def is_prime(n):
    if n < 2:
        return False
    i = 2
    while i * i <= n:
        if n % i == 0:
            return False
        i += 1
    return True


def reverse_number(n):
    result = 0
    while n > 0:
        result = result * 10 + n % 10
        n //= 10
    return result


def is_armstrong(n):
    digits = [int(d) for d in str(n)]
    return sum(d ** len(digits) for d in digits) == n


def to_binary(n):
    bits = ""
    while n > 0:
        bits = str(n % 2) + bits
        n //= 2
    return bits or "0"


def collatz(n):
    steps = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps.append(n)
    return steps


def triangle(n):
    return [[1 if k in (0, r) else None for k in range(r + 1)] for r in range(n)]


print([n for n in range(30) if is_prime(n)], reverse_number(12345), [n for n in range(1, 1000) if is_armstrong(n)])
print(to_binary(10), to_binary(0), bin(10), int("1010", 2), collatz(6), max(range(1, 30), key=lambda n: len(collatz(n))))
print(sum(int(d) for d in str(2 ** 15)), sum(range(1, 101)), [n for n in range(1, 30) if sum(d for d in range(1, n) if n % d == 0) == n])
a, b = 48, 36
while b:
    a, b = b, a % b
print("gcd", a, "lcm", 48 * 36 // a)
for n in (5, 10, 15):
    print(n, "fizz" * (n % 3 == 0) + "buzz" * (n % 5 == 0) or n)
print(*[f"{n}^2={n * n}" for n in range(1, 6)], sep="; ")
print(round(2 ** 0.5, 4), 7 // 2, -7 // 2, 7 % -3, divmod(17, 5), abs(-3.5), pow(2, 10, 1000), triangle(3))
