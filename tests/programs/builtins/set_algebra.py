evens, odds = set(range(0, 10, 2)), set(range(1, 10, 2))
primes, squares = {2, 3, 5, 7}, {0, 1, 4, 9}
print(evens | odds == set(range(10)), evens & primes, odds - primes, squares ^ evens, evens.isdisjoint(odds))
print(sorted(primes.union(squares, [100])), sorted(primes.intersection(odds, {3, 5, 9})), sorted(primes.difference({2}, [3])))
print({1, 2} < {1, 2, 3}, {1, 2} <= {1, 2}, {1, 2} > {1}, {1} >= {2}, {1, 2} != {2, 1}, not {1} & {2})
s = set()
for word in "to be or not to be".split():
    print(word, word in s, len(s))
    s.add(word)
s.discard("zebra")
print(sorted(s), len(s))
for action in (lambda: s.remove("zebra"), lambda: set().pop(), lambda: {[]}, lambda: {1} + {2}, lambda: {1} | [2], lambda: {1}.union(5), lambda: frozenset({1}).add(2), lambda: set(5), lambda: {1} < [1]):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
a = {1, 2, 3, 4}
a &= {2, 3, 4, 5}; print(a)
a |= {9}; print(a)
a -= {9}; print(a)
a ^= {2, 77}; print(sorted(a))
a.update([1], (2,), {3: "x"}, range(2)); print(sorted(a))
a.intersection_update(range(3)); print(a)
a.difference_update([0]); print(a)
a.symmetric_difference_update({1, 5}); print(sorted(a))
b = a.copy(); b.clear(); print(b, a == {2, 5}, bool(b))
power = lambda items: [{x for i, x in enumerate(items) if mask >> i & 1} for mask in range(2 ** len(items))]
print(power([1, 2, 3]))
nested = {frozenset({1, 2}), frozenset({2, 1}), frozenset()}
print(len(nested), frozenset([2, 1]) in nested, {1, 2} in nested, hash(frozenset({1, 2})) == hash(frozenset({2, 1})))
print({x * x % 10 for x in range(20)}, {(x, y) for x in range(2) for y in range(2)} == {(0, 0), (0, 1), (1, 0), (1, 1)}, set(map(abs, [-1, 1, -2])))
seen, dupes = set(), []
for n in [3, 1, 3, 2, 1, 3]:
    if n in seen:
        dupes.append(n)
    seen.add(n)
print(dupes, seen, list(dict.fromkeys([3, 1, 3, 2])), type({}), type({1}), repr(set()), {True, 1, 1.0}, {0, False, ""} == {0, ""})
print(set("abc") & set("bcd") == {"b", "c"}, max({3, 1, 2}), sum({1, 2, 3}), sorted({"b", "a"}, reverse=True), any({0}), all(set()), 2 in {1, 2}, [*{1}], min(set(), default="none"))


class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return self.x == other.x

    def __hash__(self):
        return hash(self.x)

    def __repr__(self):
        return f"P{self.x}"


print({Point(1), Point(1), Point(2)} == {Point(2), Point(1)}, len({Point(i % 3) for i in range(10)}), Point(1) in {Point(1)})
