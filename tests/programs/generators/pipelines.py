"""Pipelines of generators: pull one, the whole chain moves."""


def source(n):
    for i in range(n):
        print(f"source {i}")
        yield i


def double(it):
    for x in it:
        print(f"  double {x}")
        yield x * 2


def keep(it, pred):
    for x in it:
        if pred(x):
            yield x


p = keep(double(source(3)), lambda x: x != 2)
print("built, nothing has run")
print(next(p))
print(list(p))


def coroutine(f):
    def start(*a):
        g = f(*a)
        next(g)
        return g
    return start


@coroutine
def printer(prefix):
    try:
        while True:
            print(prefix, (yield))
    except GeneratorExit:
        print(prefix, "closed")


@coroutine
def grep(word, target):
    try:
        while True:
            line = yield
            if word in line:
                target.send(line)
    except GeneratorExit:
        target.close()


@coroutine
def broadcast(*targets):
    while True:
        item = yield
        for t in targets:
            t.send(item)


sink = broadcast(grep("py", printer("py>")), grep("o", printer("o>")))
for line in ("python", "only", "perl", "pyro"):
    sink.send(line)
sink.close()
lines = ["2026 error disk", "2026 info ok", "2026 error net"]
fields = (l.split() for l in lines)
errors = (f for f in fields if f[1] == "error")
names = [f[2] for f in errors]
print(names)


def window(it, n):
    from collections import deque
    d = deque(maxlen=n)
    for x in it:
        d.append(x)
        if len(d) == n:
            yield tuple(d)


def chunks(it, n):
    it = iter(it)
    while chunk := list(x for _, x in zip(range(n), it)):
        yield chunk


def primes():
    n, found = 2, []
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


def take(n, it):
    return [x for _, x in zip(range(n), it)]


print(list(window("abcde", 3)), list(chunks(range(7), 3)), take(8, primes()))


def round_robin(*its):
    its = [iter(i) for i in its]
    while its:
        for it in list(its):
            try:
                yield next(it)
            except StopIteration:
                its.remove(it)


print("".join(round_robin("abc", "d", "ef")))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
print(take(10, fib()), next(x for x in fib() if x > 100))
def merge(a, b):
    a, b = iter(a), iter(b)
    x, y = next(a, None), next(b, None)
    while x is not None or y is not None:
        if y is None or x is not None and x <= y:
            yield x
            x = next(a, None)
        else:
            yield y
            y = next(b, None)
print(list(merge([1, 4, 6], [2, 3, 7, 9])))
