from functools import lru_cache, cache, cached_property

calls = []


@lru_cache(maxsize=2)
def f(x, y=0):
    calls.append((x, y))
    return x + y


print(f(1), f(1), f(2), f(1), f(3), f(2), calls)
print(f.cache_info(), f.cache_parameters())
f.cache_clear()
print(f.cache_info())
calls.clear()
f(1, 0), f(1), f(1, y=0), f(x=1)
print(calls)


@lru_cache
def default_size(x):
    return x


print(default_size.cache_parameters(), default_size.__name__, default_size.__wrapped__(3))


@lru_cache(typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed.cache_info().currsize)


@cache
def untyped(x):
    return type(x).__name__


print(untyped(1), untyped(1.0), untyped(True), untyped.cache_info())
try:
    untyped([])
except TypeError as exc:
    print(exc)
failures = 0


@cache
def fails(x):
    global failures
    failures += 1
    raise ValueError(x)


for _ in range(2):
    try:
        fails(1)
    except ValueError as exc:
        print("raised", exc)
print(failures, fails.cache_info().misses)


@lru_cache(maxsize=0)
def off(x):
    return x


off(1), off(1)
print(off.cache_info())


class Data:
    def __init__(self, n):
        self.n = n

    @cached_property
    def total(self):
        """The total."""
        print("computing")
        return sum(range(self.n))

    @lru_cache
    def method(self, k):
        return self.n * k


d = Data(5)
print(d.total, d.total, d.__dict__)
d.total = "assigned"
print(d.total)
del d.total
print(d.total, Data.total.__doc__, d.method(2), d.method(2), Data.method.cache_info().hits)


class Slotted:
    __slots__ = ()

    @cached_property
    def x(self):
        return 1


try:
    Slotted().x
except TypeError as exc:
    print(exc)
try:
    lru_cache(maxsize="a")
except TypeError as exc:
    print(exc)
