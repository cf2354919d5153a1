from functools import cmp_to_key
from operator import attrgetter, itemgetter, methodcaller
import bisect
import heapq
import random

people = [("Ann", 31, 1.7), ("bob", 25, 1.82), ("Cyd", 31, 1.6), ("dan", 25, 1.75)]
print(sorted(people), sorted(people, key=itemgetter(1)), sorted(people, key=itemgetter(1, 2), reverse=True), sorted(people, key=lambda p: (-p[1], p[0].lower())), sep="\n")
print(sorted(["b10", "a2", "a10", "B1"], key=lambda s: (s[0].lower(), int(s[1:]))), sorted("banana"), sorted({"x": 1, "a": 2}), sorted([True, False, 2, 0.5]), sorted(["é", "e", "z", "E"]), sorted([(1, "b"), (1, "a")]), sorted([[2], [1, 5], []]))


def compare(a, b):
    return (a % 10 > b % 10) - (a % 10 < b % 10)


print(sorted([21, 13, 42, 31, 3], key=cmp_to_key(compare)), sorted("a B c".split(), key=methodcaller("upper")), sorted("abc", key=ord, reverse=True))
for bad in ([1, "a"], [None, 1], [{}, {}], [1j, 2j], [(1, "a"), (1, 2)]):
    try:
        print(sorted(bad))
    except TypeError as error:
        print(error)
numbers = [5, 2, 9, 1]
print(numbers.sort(), numbers, numbers.reverse(), numbers, sorted(numbers) is numbers, max(numbers, key=lambda n: n % 5), min(people, key=itemgetter(2)))


def bubble(items):
    items, swaps = list(items), 0
    for end in range(len(items) - 1, 0, -1):
        for i in range(end):
            if items[i] > items[i + 1]:
                items[i], items[i + 1] = items[i + 1], items[i]
                swaps += 1
    return items, swaps


def quick(items):
    if len(items) < 2:
        return items
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])


def merge(items):
    if len(items) < 2:
        return items
    left, right = merge(items[:len(items) // 2]), merge(items[len(items) // 2:])
    out = []
    while left and right:
        out.append((left if left[0] <= right[0] else right).pop(0))
    return out + left + right


random.seed(5)
sample = [random.randrange(100) for _ in range(12)]
print(sample, bubble(sample), quick(sample) == sorted(sample), merge(sample) == sorted(sample), sep="\n")
grades = [33, 99, 77, 70, 89, 90, 100]
print(["FDCBA"[bisect.bisect([60, 70, 80, 90], g)] for g in grades], bisect.bisect_left([1, 3, 3, 5], 3), bisect.bisect_right([1, 3, 3, 5], 3))
ordered = []
for n in (5, 1, 4, 1):
    bisect.insort(ordered, n)
    print(ordered)
heap = []
for priority, task in ((3, "c"), (1, "a"), (2, "b"), (1, "z")):
    heapq.heappush(heap, (priority, task))
print(heap, [heapq.heappop(heap) for _ in range(len(heap))], heapq.nlargest(2, sample), heapq.nsmallest(3, sample, key=lambda n: -n), list(heapq.merge([1, 5], [2, 3], [4])))


class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __lt__(self, other):
        return self.parts < other.parts

    def __repr__(self):
        return ".".join(map(str, self.parts))


versions = [Version(v) for v in "1.10 1.9 1.9.1 0.99".split()]
print(sorted(versions), max(versions), sorted(versions, key=attrgetter("parts"), reverse=True))
stable = sorted(sorted(people, key=itemgetter(0)), key=itemgetter(1))
print([p[0] for p in stable], [i for i, _ in sorted(enumerate([3, 1, 2]), key=itemgetter(1))], sorted(range(5), key=lambda n: n % 2))
