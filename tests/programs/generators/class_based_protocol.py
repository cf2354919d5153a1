# collections.abc.Generator, iterators with extra methods, reversible and restartable iterables.
from collections.abc import Generator, Iterator, Iterable, Reversible


class Fib(Generator):
    def __init__(self):
        self.a, self.b = 0, 1

    def send(self, value):
        if value == "reset":
            self.a, self.b = 0, 1
        r = self.a
        self.a, self.b = self.b, self.a + self.b
        return r

    def throw(self, typ, val=None, tb=None):
        print("throw", typ if isinstance(typ, BaseException) else typ.__name__)
        super().throw(typ, val, tb)


f = Fib()
print([next(f) for _ in range(6)], f.send("reset"), next(f), isinstance(f, Iterator))
try:
    f.throw(ValueError("v"))
except ValueError as e:
    print(repr(e))
print(f.close())


def delegate():
    r = yield from Fib()


d = delegate()
print(next(d), next(d), d.send("reset"))


class Countdown(Reversible):
    def __init__(self, n): self.n = n
    def __iter__(self): return iter(range(self.n, 0, -1))
    def __reversed__(self): return iter(range(1, self.n + 1))


c = Countdown(3)
print(list(c), list(c), list(reversed(c)), isinstance(c, Iterable), isinstance(c, Iterator))


class Peekable:
    def __init__(self, it):
        self.it, self.buf = iter(it), []
    def __iter__(self): return self
    def __next__(self):
        return self.buf.pop() if self.buf else next(self.it)
    def peek(self, default=None):
        if not self.buf:
            try:
                self.buf.append(next(self.it))
            except StopIteration:
                return default
        return self.buf[-1]


p = Peekable("abc")
print(p.peek(), next(p), p.peek(), list(p), p.peek("end"))


def tokens(text):
    p = Peekable(text)
    while (ch := p.peek()) is not None:
        if ch.isdigit():
            n = ""
            while (p.peek() or "").isdigit():
                n += next(p)
            yield int(n)
        else:
            yield next(p)


print(list(tokens("12+345*6")))
def gen_with_return():
    yield 1
    return "r"
class Capture:
    def __init__(self, g): self.g = g
    def __iter__(self):
        self.value = yield from self.g
cap = Capture(gen_with_return())
print(list(cap), cap.value)
