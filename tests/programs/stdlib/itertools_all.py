import itertools as it
import operator
print(list(it.islice(it.count(5, 2), 4)), list(it.islice(it.count(1.5), 2)), list(it.islice(it.cycle("ab"), 5)), list(it.repeat("x", 3)), list(it.islice(it.repeat(1), 2)))
print(list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([3, 1, 4], max)), list(it.accumulate([1, 2], operator.mul, initial=10)), list(it.accumulate([])))
print(list(it.chain("ab", [1], ())), list(it.chain.from_iterable(["ab", "c"])), list(it.compress("abcd", [1, 0, True, None])), list(it.dropwhile(lambda x: x < 3, [1, 3, 1])), list(it.takewhile(lambda x: x < 3, [1, 3, 1])), list(it.filterfalse(lambda x: x % 2, range(5))), list(it.starmap(pow, [(2, 3), (3, 2)])))
print([(k, list(g)) for k, g in it.groupby("aaabbca")], [(k, len(list(g))) for k, g in it.groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
print(list(it.islice("abcdef", 3)), list(it.islice("abcdef", 1, 5, 2)), list(it.islice("abc", 5)), list(it.islice("abcdef", 2, None)))
print(list(it.pairwise("abcd")), list(it.zip_longest("ab", "xyz", fillvalue="-")), list(it.batched("abcdefg", 3)), list(it.batched([], 2)))
print(list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=2)), list(it.product()), list(it.permutations("abc", 2)), list(it.permutations([1, 2, 3])), list(it.combinations("abcd", 2)), list(it.combinations("ab", 3)), list(it.combinations_with_replacement("ab", 2)))
a, b = it.tee(iter([1, 2, 3]))
print(next(a), list(b), list(a), it.tee([1], 3).__len__(), it.tee([1], 0))
g = it.groupby("aab")
k1, g1 = next(g)
k2, g2 = next(g)
print(k1, k2, list(g1), list(g2))
for f in (lambda: it.islice("a", -1), lambda: it.islice("a", 1, 2, 0), lambda: it.count("a"), lambda: it.repeat(1, "x"), lambda: it.batched("a", 0), lambda: list(it.batched("abc", 2, strict=True)), lambda: it.combinations("a", -1), lambda: it.product("a", repeat=-1), lambda: list(it.chain(5)), lambda: it.tee([], -1), lambda: list(it.starmap(pow, [1])), lambda: it.cycle(5), lambda: it.permutations("a", "b"), lambda: it.zip_longest("a", fill=1), lambda: list(it.accumulate([1, "a"]))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(it.count(3), it.repeat("a", 2), it.count(1, 2), it.count(0.5), it.repeat(None))
def primes():
    yield 2
    found = [2]
    for n in it.count(3, 2):
        if all(n % p for p in it.takewhile(lambda p: p * p <= n, found)):
            found.append(n)
            yield n
print(list(it.islice(primes(), 10)), list(map(operator.sub, [5, 4], [1, 2])), sum(1 for _ in it.permutations(range(5))))
c = it.cycle([])
print(next(c, "empty cycle"), len(list(it.combinations(range(10), 4))), next(it.compress("ab", [0, 0]), None), list(zip(it.count(), "ab")), dict(zip("ab", it.repeat(0))))
