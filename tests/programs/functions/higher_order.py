"""Functions as values: composition, currying, pipelines, dispatch tables."""
from functools import reduce


def compose(*fs):
    return reduce(lambda f, g: lambda x: f(g(x)), fs, lambda x: x)


def pipe(value, *fs):
    for f in fs:
        value = f(value)
    return value


inc, dbl, sq = (lambda x: x + 1), (lambda x: x * 2), (lambda x: x * x)
print(compose(inc, dbl, sq)(3), pipe(3, inc, dbl, sq), compose()(9))


def curry(f):
    n = f.__code__.co_argcount

    def curried(*args):
        if len(args) >= n:
            return f(*args)
        return lambda *more: curried(*args, *more)
    return curried


@curry
def volume(a, b, c):
    return a * b * c


print(volume(2)(3)(4), volume(2, 3)(4), volume(2)(3, 4), volume(2, 3, 4))
OPS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b}


def rpn(expr):
    stack = []
    for tok in expr.split():
        if tok in OPS:
            b, a = stack.pop(), stack.pop()
            stack.append(OPS[tok](a, b))
        else:
            stack.append(float(tok))
    return stack


print(rpn("3 4 + 2 *"), rpn("5 1 2 + 4 * + 3 -"))
words = "the quick brown fox jumps over the lazy dog".split()
print(list(map(len, words)), list(filter(lambda w: len(w) > 4, words)))
print(sorted(set(words), key=lambda w: (-len(w), w)), max(words, key=len), min(words, key=len))
print(list(map(lambda a, b, c: (a, b, c), [1, 2, 3], "ab", range(9))))
print(sum(map(int, "12345")), any(map(str.isdigit, ["a", "1"])), all(map(str.isalpha, ["a", "1"])))


def memo(f):
    store = {}

    def inner(*a):
        if a not in store:
            store[a] = f(*a)
        return store[a]
    inner.store = store
    return inner


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(50), len(fib.store))
Y = lambda f: (lambda x: x(x))(lambda y: f(lambda *a: y(y)(*a)))
print(Y(lambda self: lambda n: 1 if n == 0 else n * self(n - 1))(5))


def zip_with(f, *its):
    return [f(*args) for args in zip(*its)]


print(zip_with(lambda a, b: a * b, [1, 2, 3], [4, 5, 6]))
handlers = {}


def on(event):
    def register(f):
        handlers.setdefault(event, []).append(f)
        return f
    return register


@on("start")
def a(): return "a started"


@on("start")
@on("stop")
def b(): return "b handled"


print({k: [h() for h in v] for k, v in handlers.items()})
print([f.__name__ for f in (inc, volume, compose, print, str.upper, int)])
