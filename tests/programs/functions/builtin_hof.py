# map, filter, zip, enumerate, reversed, sorted, iter, next: laziness and errors.
m = map(lambda x: print("mapping", x) or x * 2, [1, 2])
print("nothing yet", next(m), list(m), list(m))
print(list(map(pow, [2, 3], [3, 2])), list(map(str, [])), list(filter(None, [0, 1, "", "a", [], None])))
print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), list(zip(*[(1, "a"), (2, "b")])))
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as exc:
    print(exc)
try:
    list(zip([1], [1, 2], [1, 2], strict=True))
except ValueError as exc:
    print(exc)
try:
    list(map(lambda a, b: a, [1, 2], [1], strict=True))
except ValueError as exc:
    print(exc)
it = iter([1, 2, 3, 4])
print(list(zip(it, it)))
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], start=1)), next(enumerate("z")))
print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed(range(3))), list(reversed({"a": 1, "b": 2})))
it = iter("ab")
print(next(it), next(it), next(it, "end"), next(it, None))
try:
    next(it)
except StopIteration as exc:
    print("StopIteration", repr(exc), exc.value)
for bad in (lambda: next(5), lambda: iter(5), lambda: reversed({1}), lambda: list(map(5, [1])), lambda: map(len), lambda: filter(len), lambda: zip(1), lambda: enumerate(5), lambda: sorted([1, "a"]), lambda: sorted(5), lambda: list(filter(5, [1])), lambda: iter(1, 2), lambda: enumerate(), lambda: next()):
    try:
        print(bad())
    except TypeError as exc:
        print(exc)
rolls = iter([3, 5, 6, 2])
print(list(iter(lambda: next(rolls), 6)), next(rolls))
print(sorted([3, 1, 2], reverse=True), sorted("bca"), sorted({"b": 1, "a": 2}), sorted([(1, "b"), (1, "a"), (0, "z")]))
print(sorted(["b", "A", "c"]), sorted(["b", "A", "c"], key=str.lower), sorted([-3, 2, -1], key=abs))
records = [("x", 2), ("y", 1), ("z", 2), ("w", 1)]
print(sorted(records, key=lambda r: r[1]), sorted(records, key=lambda r: r[1], reverse=True))
print(type(m).__name__, type(zip()).__name__, iter(m) is m, type(iter([])).__name__, type(iter({})).__name__, type(iter("")).__name__, type(iter(range(0))).__name__, type(iter(len, 0)).__name__, type(reversed([])).__name__)


def boom(x):
    if x == 2:
        raise ValueError("at 2")
    return x


m = map(boom, [1, 2, 3])
print(next(m))
try:
    next(m)
except ValueError as exc:
    print(exc)
print(next(m), list(m))


class Old:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * i


print(list(Old()), 4 in Old(), 5 in Old(), max(Old()), dict(enumerate(Old())))
print(min(3, 1, 2), max([1, 5], [1, 4]), max("apple", "fig", key=len), min([], default="none"), max(["aa", "b"], key=len), min(["bb", "aa"], key=len))
print(sum([1, 2], 10), sum([[1], [2]], []), sum([0.1] * 10), sum([1, 2.5, True]), sum([], start=3))
for bad in (lambda: sum(["a"]), lambda: sum(["a"], ""), lambda: sum([b"a"], b""), lambda: max([]), lambda: min(), lambda: max(1, 2, default=3), lambda: max([1, "a"]), lambda: sum([[1]])):
    try:
        bad()
    except (TypeError, ValueError) as exc:
        print(type(exc).__name__, exc)
