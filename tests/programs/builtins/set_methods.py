a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a.union([9]), a.intersection([1, 9], {1}), a.difference([1], [2]), a.symmetric_difference([1, 7]), a <= {1, 2, 3}, a < {1, 2, 3}, a >= {1}, a.issubset(range(9)), a.issuperset([1]), a.isdisjoint({9}), {1} < {1, 2}, a == {3, 2, 1}, a != b)
s = {5}
s.add(6)
s.add(6)
s.update([7], {8: 0})
s.discard(100)
s.remove(5)
print(s, len(s), 7 in s, s.copy() == s)
s.intersection_update({6, 7})
s.difference_update([7])
s.symmetric_difference_update({1, 6})
print(s, s.pop(), s, bool(s))
s |= {1, 2}
s &= {2, 3}
s -= {9}
s ^= {2, 4}
print(s)
for f in (lambda: {1}.remove(9), lambda: {"k"}.remove("zz"), lambda: set().pop(), lambda: {[]}, lambda: {1} | [2], lambda: {1} + {2}, lambda: {1}.add([]), lambda: set(5), lambda: hash({1}), lambda: {1} < [1], lambda: frozenset([1]).add(2), lambda: {1}.update(5), lambda: [] in {1}, lambda: {1}.union(5), lambda: set(1, 2), lambda: {{}}):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
f = frozenset([1, 2])
print(f, f | {3}, {3} | f, type(f | {3}).__name__, type({3} | f).__name__, f == {1, 2}, hash(f) == hash(frozenset([2, 1])), {f: "k"}[frozenset([2, 1])], frozenset(), set(), {frozenset([1])}, {1, 2} in {frozenset([1, 2])}, frozenset(f) is f, f.copy() is f)
print(set("hello") == set("ehlo"), set(), {*()}, type({}), {1, True, 1.0}, {x % 3 for x in range(9)}, sorted({"b", "a"}), len({(), (1,), ()}), set([3, 1, 2]), {0, False}, max({3, 9}), sum({1, 2}))
seen, dups = set(), []
for x in [1, 2, 1, 3, 2]:
    if x in seen:
        dups.append(x)
    seen.add(x)
print(seen, dups, list(dict.fromkeys([3, 1, 3])), sorted(set([1, 2]) - {1}), {1, 2}.isdisjoint([3]), not set())
def powerset(s):
    s = sorted(s)
    return [frozenset(x for j, x in enumerate(s) if i >> j & 1) for i in range(2 ** len(s))]
print([sorted(x) for x in powerset({1, 2, 3})])
class S(set):
    pass
print(S([1]), type(S([1]) | {2}).__name__, repr(S()), S([1]) == {1})
try:
    for x in a:
        a.discard(x)
except RuntimeError as e:
    print(e)
