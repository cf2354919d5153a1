# lru_cache: statistics, typed keys, unhashable arguments, methods, clearing.
from functools import lru_cache, cache, cached_property
@lru_cache(maxsize=3, typed=True)
def f(x, *, y=0): return (x, y)
for call in ((1,), (1.0,), (True,), (1,), (2,), (3,)): f(*call)
print(f.cache_info(), f.cache_parameters())
f(1, y=1); f(1, y=1)
print(f.cache_info().hits)
f.cache_clear()
print(f.cache_info())
try:
    f([])
except TypeError as e:
    print(e)
@lru_cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print([fib(n) for n in range(16)], fib.cache_info())
@lru_cache(maxsize=0)
def none(x): return x
none(1); none(1)
print(none.cache_info())
print(f.__wrapped__(7), f.__name__, fib.__doc__)
class Data:
    loads = 0
    @cached_property
    def rows(self):
        Data.loads += 1
        return [1, 2, 3]
d = Data()
print(d.rows, d.rows is d.rows, Data.loads, "rows" in vars(d))
del d.rows
d.rows
print(Data.loads)
calls = []
@cache
def failing(x):
    calls.append(x)
    if x: raise ValueError(x)
    return "fine"
for x in (1, 1, 0, 0):
    try:
        print(failing(x))
    except ValueError as e:
        print("raised", e)
print(calls)
