def greet(name, greeting="Hello"):
    """Return a greeting."""
    return f"{greeting}, {name}!"


print(greet("Ann"), greet("Bob", "Hi"), greet(greeting="Hey", name="Cy"), greet.__doc__)


def no_return():
    pass


print(no_return())


def min_max(values):
    return min(values), max(values)


low, high = min_max([3, 1, 2])
print(low, high, min_max("hello"))


def total(*numbers):
    return sum(numbers)


def describe(**info):
    return ", ".join(f"{k}={v}" for k, v in info.items())


print(total(), total(1, 2, 3), describe(a=1, b="x"), total(*[4, 5]), describe(**{"z": 0}))


def factorial(n):
    if n <= 1:
        return 1
    return n * factorial(n - 1)


print([factorial(n) for n in range(8)])
x = 10


def show_scope():
    x = 20
    print("local", x)


def change_global():
    global x
    x = 30


show_scope()
print("global", x)
change_global()
print("global", x)
square = lambda n: n * n
print(square(5), list(map(square, [1, 2, 3])), list(filter(lambda n: n > 1, [0, 1, 2, 3])), sorted(["bb", "a"], key=len))


def make_counter():
    count = 0

    def counter():
        nonlocal count
        count += 1
        return count
    return counter


c1, c2 = make_counter(), make_counter()
print(c1(), c1(), c2())


def apply_twice(f, v):
    return f(f(v))


print(apply_twice(square, 3), apply_twice(lambda s: s + "!", "hey"))


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


print([y for y in (1900, 2000, 2023, 2024) if is_leap(y)])


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(48, 18), gcd(7, 5))
try:
    greet()
except TypeError as e:
    print(e)
