"""Decorators: plain, with arguments, classes, stacked, optional arguments, on methods, caches, single dispatch."""
import functools
import collections


def trace(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        print(f"-> {func.__name__}{args}{kwargs or ''}")
        result = func(*args, **kwargs)
        print(f"<- {result!r}")
        return result
    return wrapper


def repeat(times):
    def decorate(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            return [func(*args, **kwargs) for _ in range(times)]
        return wrapper
    return decorate


def flexible(func=None, *, prefix="*"):
    if func is None:
        return functools.partial(flexible, prefix=prefix)

    @functools.wraps(func)
    def wrapper(*args):
        return prefix + func(*args)
    return wrapper


class Count:
    def __init__(self, func):
        functools.update_wrapper(self, func)
        self.func, self.calls = func, 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.func(*args, **kwargs)

    def __get__(self, instance, owner=None):
        return self if instance is None else functools.partial(self, instance)


@trace
@repeat(2)
def greet(name):
    """Greets."""
    return f"hi {name}"


greet("Ann")
print(greet.__name__, greet.__doc__, greet.__wrapped__.__wrapped__("x"))


@flexible
def one():
    return "one"


@flexible(prefix="#")
def two():
    return "two"


print(one(), two())


class Calc:
    @Count
    def double(self, x):
        return 2 * x

    @functools.cached_property
    def slow(self):
        print("computing")
        return 42

    @functools.singledispatchmethod
    def show(self, arg):
        return f"object {arg}"

    @show.register
    def _(self, arg: int):
        return f"int {arg}"

    @show.register(list)
    def _(self, arg):
        return f"list of {len(arg)}"

    @classmethod
    @trace
    def build(cls, n):
        return cls.__name__ * n


c = Calc()
print(c.double(2), c.double(3), Calc.double.calls, c.slow, c.slow, vars(c))
print(c.show("s"), c.show(3), c.show([1]), c.show(True))
Calc.build(2)


@functools.lru_cache(maxsize=2)
def square(n):
    print("computing", n)
    return n * n


print(square(2), square(2), square(3), square(4), square(2), square.cache_info())
square.cache_clear()
print(square.cache_info(), square.cache_parameters())


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info().currsize)


@functools.singledispatch
def describe(obj):
    return "something"


@describe.register(int)
@describe.register(float)
def _(obj):
    return "number"


@describe.register
def _(obj: collections.abc.Sequence):
    return "sequence"


print(describe(1), describe(2.0), describe([]), describe("s"), describe(None), describe.dispatch(bool) is describe.registry[int])


@functools.total_ordering
class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts


print(Version(1, 2) >= Version(1, 1), Version(1) <= Version(0), max(Version(1), Version(3), key=lambda v: v.parts).parts)
registry = {}


def register(name):
    return lambda f: registry.setdefault(name, f)


@register("plus")
def add(a, b):
    return a + b


@(lambda f: f)
@register("minus")
def sub(a, b):
    return a - b


print({k: f(5, 3) for k, f in registry.items()}, functools.reduce(add, [1, 2, 3], 10))
compose = lambda *fs: functools.reduce(lambda f, g: lambda x: f(g(x)), fs)
print(compose(str, abs, int)("-5"), functools.partial(int, base=2)("101"), functools.partial(pow, 2))


@trace
def fails():
    raise RuntimeError("inside")


fails()
