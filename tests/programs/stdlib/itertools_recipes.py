# The recipes of the itertools documentation.
from collections import deque, Counter
from itertools import *
import operator
def take(n, iterable): return list(islice(iterable, n))
def tail(n, iterable): return list(deque(iterable, maxlen=n))
def nth(iterable, n, default=None): return next(islice(iterable, n, None), default)
def quantify(iterable, predicate=bool): return sum(map(predicate, iterable))
def all_equal(iterable): return len(take(2, groupby(iterable))) <= 1
def first_true(iterable, default=False, predicate=None): return next(filter(predicate, iterable), default)
def unique_justseen(iterable, key=None): return map(next, map(operator.itemgetter(1), groupby(iterable, key)))
def sliding_window(iterable, n):
    iterator = iter(iterable)
    window = deque(islice(iterator, n - 1), maxlen=n)
    for x in iterator:
        window.append(x)
        yield tuple(window)
def roundrobin(*iterables):
    iterators = map(iter, iterables)
    for num_active in range(len(iterables), 0, -1):
        iterators = cycle(islice(iterators, num_active))
        yield from map(next, iterators)
def partition(predicate, iterable):
    t1, t2 = tee(iterable)
    return filterfalse(predicate, t1), filter(predicate, t2)
def powerset(iterable):
    s = list(iterable)
    return chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))
def sieve(n):
    data = bytearray((0, 1)) * (n // 2)
    for p in iter_index(data, 1, start=3, stop=int(n ** 0.5) + 1):
        data[p * p:n:p + p] = bytes(len(range(p * p, n, p + p)))
    return [2] + list(iter_index(data, 1, start=3))
def iter_index(iterable, value, start=0, stop=None):
    seq_index = iterable.index
    stop = len(iterable) if stop is None else stop
    i = start
    try:
        while True:
            yield (i := seq_index(value, i, stop))
            i += 1
    except ValueError:
        pass
print(take(3, "ABCDEFG"), tail(3, "ABCDEFG"), nth("ABC", 1), nth("ABC", 9, "none"))
print(quantify([True, False, True]), all_equal("1111"), all_equal("112"), first_true([0, None, 3]))
print(list(unique_justseen("AAAABBBCCDAABBB")), list(unique_justseen("ABBcCAD", str.casefold)))
print(["".join(w) for w in sliding_window("ABCDEFG", 4)], "".join(roundrobin("ABC", "D", "EF")))
print([list(part) for part in partition(lambda x: x % 2, range(10))])
print(list(powerset([1, 2, 3])), sieve(40))
print(list(accumulate([3, 4, 6, 2, 1, 9], max)), list(accumulate(range(1, 6), operator.mul)), list(accumulate([], initial=5)))
print(list(batched("ABCDEFG", 3)), list(pairwise("ABCD")), list(compress("ABCDEF", [1, 0, 1, 0, 1, 1])))
print([(k, len(list(g))) for k, g in groupby("AAAABBBCCD")], list(starmap(pow, [(2, 5), (3, 2)])))
print(list(product("AB", repeat=2)), list(permutations("ABC", 2)), list(combinations_with_replacement("AB", 2)))
for bad in (lambda: zip_longest("a", fill=1), lambda: list(batched("abc", 2, strict=True)), lambda: next(islice("a", -1)), lambda: product("a", times=2)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
