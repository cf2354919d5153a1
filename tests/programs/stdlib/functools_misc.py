import functools
from functools import *
@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v if isinstance(o, V) else NotImplemented
    def __lt__(self, o): return self.v < o.v if isinstance(o, V) else NotImplemented
print(V(1) >= V(1), V(2) > V(1), V(1) <= V(0), V(1) == 1)
try:
    V(1) >= 5
except TypeError as e:
    print(e)
print(reduce(lambda a, b: f"({a}{b})", "abcd"), reduce(lambda a, b: a, [], "init"), reduce(lambda a, b: a * b, [1, 2, 3], initial=10))
def base(a, b, *, c=0): "doc"; return a, b, c
p = partial(base, 1, c=5)
print(p(2), p(2, c=9), p.args, p.keywords, repr(p).split("<function")[0], partial(p, 3)(), partial(p, 3).args)
@wraps(base)
def w(*a, **k): return "wrapped", base(*a, **k)
print(w.__name__, w.__doc__, w(1, 2), WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES)
@singledispatch
def kind(x): return "object"
@kind.register(int)
def _(x): return "int"
@kind.register(list)
def _(x): return f"list of {', '.join(map(kind, x))}"
@kind.register
def _(x: dict | set): return "dict or set"
print(kind(1), kind("s"), kind([1, "a", [2.5]]), kind({}), kind({1}), kind(True), kind.dispatch(float)(1))
class Base: pass
class Sub(Base): pass
kind.register(Base, lambda x: "base")
print(kind(Sub()), kind(Base()))
c = cmp_to_key(lambda a, b: b - a)
print(sorted([1, 3, 2], key=c), c(1) < c(2), max([1, 2], key=c))
class Cached:
    calls = 0
    @cached_property
    def x(self):
        Cached.calls += 1
        return Cached.calls
a, b = Cached(), Cached()
print(a.x, a.x, b.x, Cached.calls, "x" in vars(a))
@lru_cache(maxsize=2)
def sq(n): return n * n
print([sq(n) for n in (1, 2, 1, 3, 2)], sq.cache_info())
@cache
def grid(r, c): return 1 if 0 in (r, c) else grid(r - 1, c) + grid(r, c - 1)
print(grid(10, 10), grid.cache_info().misses)
class M:
    @partialmethod
    def broken(self): ...
    @singledispatchmethod
    @classmethod
    def make(cls, x): return f"{cls.__name__} from {type(x).__name__}"
    @make.register
    @classmethod
    def _(cls, x: int): return f"{cls.__name__} int {x}"
print(M.make(5), M.make("s"), M().make(2))
print(functools.update_wrapper(lambda: 0, base).__name__)
