a = {1, 2, 3, 3, 2}
b = {3, 4, 5}
print(a, len(a), 2 in a, a | b, a & b, a - b, a ^ b)
a.add(10)
a.discard(99)
a.remove(1)
print(a, a.issubset({2, 3, 10, 11}), a.isdisjoint({7}))
print(sorted(set("mississippi")), len(set([1, 1, 2])), list(dict.fromkeys([3, 1, 3, 2])))
words = "the cat sat on the mat".split()
print(sorted(set(words)), len(words) - len(set(words)))
empty = set()
print(type({}), type(empty), bool(empty), frozenset([1, 2]))
try:
    a.remove(1)
except KeyError as e:
    print("KeyError", e)
friends, family = {"ann", "bob"}, {"bob", "cy"}
print(sorted(friends | family), friends & family, sorted(friends - family))
print({x % 3 for x in range(10)}, {len(w) for w in words}, {1, 2} == {2, 1}, {1} < {1, 2})
