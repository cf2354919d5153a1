# What objects weigh in CPython, as tutorials on memory print it.
import sys

size = sys.getsizeof
print([size(v) for v in (0, 1, 2**30, 2**100, True, None, 1.5, 2j, ..., NotImplemented)])
print([size(s) for s in ("", "a", "hello", "a" * 100, "\u20ac" * 3, "\U0001F600")])
print([size(v) for v in (b"", b"abc", (), (1,), (1, 2, 3), [], [1], [1, 2, 3], {}, {1: 2}, {"k": 1}, set(), {1}, frozenset("abc"))])
print([size(v) for v in (range(10), range(10**9), slice(1), object(), len, lambda: 0, (i for i in ()), iter([]), enumerate([]), zip(), map(len, []))])
grown, steps = [], []
for i in range(40):
    grown.append(i)
    steps.append(size(grown))
print(steps)
while grown:
    grown.pop()
print(size(grown))
print([size([0] * n) for n in range(6)], [size([i for i in range(n)]) for n in range(6)], [size(list(range(n))) for n in range(6)])
some = [1, 2, 3]
some.append(4)
print(size(some), size(some.copy()), size(some + [5]), size(some[:2]), size(sorted(some)), size(list("abc")))
print([size({i: i for i in range(n)}) for n in (1, 5, 6, 10, 11, 21, 22, 43)])
print([size({str(i): i for i in range(n)}) for n in (1, 5, 6, 10, 11, 21, 22, 43)])
print([size(set(range(n))) for n in (0, 4, 5, 18, 19, 76, 77)])


class Plain:
    pass


class Slotted:
    __slots__ = ("a", "b")


class Text(str):
    pass


class Weighed:
    def __sizeof__(self):
        return 1000


print(size(Plain()), size(Slotted()), size(Text("abc")), size(Weighed()), size(Plain), size(int))
print(Plain().__sizeof__(), [].__sizeof__(), "abc".__sizeof__(), (1).__sizeof__(), {}.__sizeof__())


class Wrong:
    __sizeof__ = None


print(size(Wrong(), "default"))
try:
    size(Wrong())
except TypeError as error:
    print(error)
