import functools


def shout(func):
    def wrapper(*args, **kwargs):
        return func(*args, **kwargs).upper()
    return wrapper


@shout
def hello(name):
    return f"hello {name}"


print(hello("bob"), hello.__name__)


def log(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        print(f"calling {func.__name__} with {args} {kwargs}")
        result = func(*args, **kwargs)
        print(f"{func.__name__} returned {result!r}")
        return result
    return wrapper


@log
def add(a, b=10):
    """Add numbers."""
    return a + b


add(1)
add(1, b=2)
print(add.__name__, add.__doc__)


def repeat(n):
    def deco(func):
        @functools.wraps(func)
        def wrapper(*a):
            return [func(*a) for _ in range(n)]
        return wrapper
    return deco


@repeat(3)
@log
def greet():
    return "hi"


print(greet())


class CountCalls:
    def __init__(self, f):
        self.f, self.n = f, 0

    def __call__(self, *a):
        self.n += 1
        return self.f(*a)


@CountCalls
def square(x):
    return x * x


square(2), square(3)
print(square.n)


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())
registry = {}


def register(name):
    def deco(f):
        registry[name] = f
        return f
    return deco


@register("up")
def up(s): return s.upper()


@register("rev")
def rev(s): return s[::-1]


print({k: f("abc") for k, f in registry.items()})


def validate(**types):
    def deco(f):
        def wrapper(**kw):
            for k, t in types.items():
                if not isinstance(kw[k], t):
                    raise TypeError(f"{k} must be {t.__name__}")
            return f(**kw)
        return wrapper
    return deco


@validate(n=int)
def half(n): return n / 2


print(half(n=5))
try:
    half(n="5")
except TypeError as e:
    print(e)
