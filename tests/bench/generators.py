# Generators and what consumes them; one operation is one item.
from _measure import measure


def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


def delegating(n):
    yield from numbers(n)


def walk(count):
    for _ in numbers(count):
        pass


def delegate(count):
    for _ in delegating(count):
        pass


def expression(count):
    sum(i for i in range(count))


def any_of(count):
    any(i < 0 for i in range(count))


def make(count):
    for _ in range(count):
        for _ in numbers(1):
            pass


def sender(count):
    def echo():
        got = None
        while True:
            got = yield got

    g = echo()
    next(g)
    send = g.send
    for i in range(count):
        send(i)


def nexts(count):
    g = numbers(count)
    for _ in range(count):
        next(g)


def pipeline(count):
    evens = (i for i in range(count) if i % 2 == 0)
    squares = (i * i for i in evens)
    list(squares)


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


def iterator_class(count):
    for _ in Countdown(count):
        pass


measure("generator", walk)
measure("yield_from", delegate)
measure("generator_sum", expression)
measure("generator_any", any_of)
measure("generator_make", make)
measure("generator_send", sender)
measure("generator_next", nexts)
measure("generator_pipeline", pipeline)
measure("iterator_class", iterator_class)
