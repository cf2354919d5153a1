def countdown(n):
    if n == 0:
        print("go!")
        return
    print(n, end=" ")
    countdown(n - 1)


countdown(3)


def power(x, n):
    return 1 if n == 0 else x * power(x, n - 1)


def sum_digits(n):
    return n if n < 10 else n % 10 + sum_digits(n // 10)


def palindrome(s):
    s = [c.lower() for c in s if c.isalpha()]
    return len(s) < 2 or s[0] == s[-1] and palindrome("".join(s[1:-1]))


def binary_search(items, target, lo=0, hi=None):
    hi = len(items) if hi is None else hi
    if lo >= hi:
        return -1
    mid = (lo + hi) // 2
    if items[mid] == target:
        return mid
    if items[mid] < target:
        return binary_search(items, target, mid + 1, hi)
    return binary_search(items, target, lo, mid)


def binary(n):
    return str(n) if n < 2 else binary(n // 2) + str(n % 2)


def combos(items, k):
    if k == 0:
        return [[]]
    if not items:
        return []
    return [[items[0]] + c for c in combos(items[1:], k - 1)] + combos(items[1:], k)


def change(amount, coins):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    return change(amount - coins[0], coins) + change(amount, coins[1:])


print(power(2, 10), sum_digits(98765), palindrome("A man, a plan, a canal: Panama"), palindrome("nope"))
items = list(range(0, 100, 7))
print([binary_search(items, t) for t in (0, 49, 98, 50)], binary(37), combos("abcd", 2), change(100, [50, 25, 10, 5, 1]))


def pascal(n):
    if n == 0:
        return [1]
    prev = pascal(n - 1)
    return [1] + [a + b for a, b in zip(prev, prev[1:])] + [1]


for i in range(6):
    print(" ".join(map(str, pascal(i))).center(20).rstrip())


def koch(n):
    return "F" if n == 0 else koch(n - 1).replace("F", "F+F-F-F+F")


print(koch(2))
def endless():
    endless()
try:
    endless()
except RecursionError as e:
    print("RecursionError:", e)
