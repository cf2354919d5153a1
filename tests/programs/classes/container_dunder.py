# Container protocols: len, getitem, setitem, contains, iter, reversed, missing.
class Ring:
    def __init__(self, *items):
        self.items = list(items)

    def __len__(self):
        print("len", end=" ")
        return len(self.items)

    def __getitem__(self, key):
        print("get", key, end=" ")
        if isinstance(key, slice):
            return Ring(*self.items[key])
        return self.items[key % len(self.items)]

    def __setitem__(self, key, value):
        print("set", key, value)
        self.items[key % len(self.items)] = value

    def __delitem__(self, key):
        print("del", key)
        del self.items[key]

    def __contains__(self, x):
        print("contains", x, end=" ")
        return x in self.items

    def __iter__(self):
        print("iter", end=" ")
        return iter(self.items)

    def __reversed__(self):
        print("reversed", end=" ")
        return reversed(self.items)

    def __repr__(self):
        return f"Ring({', '.join(map(repr, self.items))})"


r = Ring(1, 2, 3)
print(len(r))
print(r[4], r[-1])
print(r[0:2])
r[7] = "seven"
del r[0]
print(r)
print("seven" in r, 9 not in r)
print(list(r), list(reversed(r)), bool(r), [*r], sorted(map(str, r)))
a, b = r
print(a, b)
r[0] += "!"
print(r)


class OnlyGet:
    def __getitem__(self, i):
        print(f"[{i}]", end="")
        if i >= 3:
            raise IndexError("stop")
        return i * 10


g = OnlyGet()
print(list(g), 10 in g, 99 in g, next(iter(g)))
print([x for x in g])
for f in (lambda: len(g), lambda: reversed(g), lambda: g.__setitem__, lambda: exec("g[0] = 1"), lambda: exec("del g[0]")):
    try:
        f()
    except Exception as exc:
        print(type(exc).__name__, exc)


class Default(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


d = Default(a=1)
print(d["a"], d["b"], d.get("c"), "c" in d, d)


class BadIter:
    def __iter__(self):
        return 5


class NoneIter:
    __iter__ = None
    __contains__ = None

    def __getitem__(self, i):
        return i


class Length:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


for f in (lambda: list(BadIter()), lambda: iter(NoneIter()), lambda: 1 in NoneIter(), lambda: len(Length(-1)), lambda: len(Length("a")), lambda: len(Length(1.5)), lambda: bool(Length(-3)), lambda: 1 in 5, lambda: list(5), lambda: [*5], lambda: len(Length(2**100))):
    try:
        print(f())
    except Exception as exc:
        print(type(exc).__name__, exc)


class Hint:
    def __iter__(self):
        return iter("abc")

    def __length_hint__(self):
        print("hint", end=" ")
        return 100


import operator
print(list(Hint()), operator.length_hint(Hint()), operator.length_hint(5, 9), operator.length_hint([1]))


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


c = Countdown(3)
print(next(c), list(c), list(c), sum(Countdown(4)), max(Countdown(2)), dict.fromkeys(Countdown(2)), tuple(zip(Countdown(2), "ab")))
