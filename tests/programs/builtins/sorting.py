# Stability, keys, reverse, errors, and custom comparison.
data = [("b", 2), ("a", 2), ("c", 1), ("a", 1)]
print(sorted(data), sorted(data, key=lambda p: p[1]), sorted(data, key=lambda p: p[1], reverse=True), sorted(data, key=lambda p: (-p[1], p[0])))
calls = []
def key(x):
    calls.append(x)
    return -x
print(sorted([3, 1, 2], key=key), calls)
class Cmp:
    count = 0
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        Cmp.count += 1
        return self.n < o.n
    def __repr__(self): return f"C{self.n}"
print(sorted([Cmp(2), Cmp(1), Cmp(3)]), min(Cmp(2), Cmp(1)), Cmp.count > 0)
class NoLt:
    pass
for f in (lambda: sorted([NoLt(), NoLt()]), lambda: sorted([1, "a"]), lambda: sorted(["a", 1]), lambda: sorted([None, 1]), lambda: sorted([1, None]), lambda: sorted([[1], ["a"]]), lambda: sorted({1: 2}, key=lambda: 1), lambda: sorted([1], key="x"), lambda: sorted([3, 1], lambda x: x), lambda: sorted(1), lambda: sorted([1j, 1]), lambda: sorted([{}, {}]), lambda: sorted([1, 2], reverse="x")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(sorted("bACa"), sorted("bACa", key=str.swapcase), sorted([True, 0, 2, False]), sorted([0.5, 1, -1]), sorted([]), sorted([[2], [1, 5], []]), sorted(["10", "9", "1"]), sorted(["10", "9", "1"], key=int))
import random
random.seed(7)
nums = [random.randrange(100) for _ in range(200)]
s = sorted(nums)
print(all(a <= b for a, b in zip(s, s[1:])), s[:5], s[-5:], sorted(nums, reverse=True) == s[::-1], nums == nums)
pairs = [(n % 5, i) for i, n in enumerate(nums)]
st = sorted(pairs, key=lambda p: p[0])
print(all(a[0] < b[0] or a[1] < b[1] for a, b in zip(st, st[1:])))
rev = sorted(pairs, key=lambda p: p[0], reverse=True)
print(all(a[0] > b[0] or a[1] < b[1] for a, b in zip(rev, rev[1:])))
from operator import itemgetter, attrgetter, methodcaller
people = [{"n": "Al", "a": 30}, {"n": "Bo", "a": 25}]
print(sorted(people, key=itemgetter("a")), sorted(data, key=itemgetter(1, 0)), sorted(["b", "A"], key=methodcaller("lower")), [p.real for p in sorted([3, 1], key=attrgetter("real"))])
import heapq, bisect
print(heapq.nsmallest(3, nums), heapq.nlargest(2, nums), bisect.bisect(s, 50) - bisect.bisect_left(s, 50) == nums.count(50))
def bubble(xs):
    xs = xs[:]
    for i in range(len(xs)):
        for j in range(len(xs) - 1 - i):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs
def quick(xs):
    if len(xs) < 2:
        return xs
    p, *rest = xs
    return quick([x for x in rest if x < p]) + [p] + quick([x for x in rest if x >= p])
def merge(xs):
    if len(xs) < 2:
        return xs
    m = len(xs) // 2
    l, r = merge(xs[:m]), merge(xs[m:])
    out = []
    while l and r:
        out.append((l if l[0] <= r[0] else r).pop(0))
    return out + l + r
print(bubble(nums) == quick(nums) == merge(nums) == s)
