# itertools reimplemented with generators, compared with the real thing.
import itertools as it


def my_accumulate(xs, f=lambda a, b: a + b):
    xs = iter(xs)
    try:
        total = next(xs)
    except StopIteration:
        return
    yield total
    for x in xs:
        total = f(total, x)
        yield total


def my_groupby(xs, key=lambda x: x):
    group, current = [], object()
    for x in xs:
        k = key(x)
        if k != current and group:
            yield current, group
            group = []
        current = k
        group.append(x)
    if group:
        yield current, group


def my_product(*pools):
    if not pools:
        yield ()
        return
    for x in pools[0]:
        for rest in my_product(*pools[1:]):
            yield (x, *rest)


def my_combinations(xs, r):
    if r == 0:
        yield ()
        return
    for i, x in enumerate(xs):
        for rest in my_combinations(xs[i + 1:], r - 1):
            yield (x, *rest)


def my_zip_longest(*its, fill=None):
    its = [iter(i) for i in its]
    while True:
        row, live = [], False
        for i in its:
            try:
                row.append(next(i))
                live = True
            except StopIteration:
                row.append(fill)
        if not live:
            return
        yield tuple(row)


def my_tee(x, n=2):
    from collections import deque
    source, queues = iter(x), [deque() for _ in range(n)]

    def gen(q):
        while True:
            if not q:
                try:
                    v = next(source)
                except StopIteration:
                    return
                for other in queues:
                    other.append(v)
            yield q.popleft()
    return tuple(gen(q) for q in queues)


print(list(my_accumulate([1, 2, 3, 4])), list(my_accumulate([1, 2, 3, 4])) == list(it.accumulate([1, 2, 3, 4])))
print(list(my_groupby("aabccc")), [(k, list(g)) for k, g in it.groupby("aabccc")])
print(list(my_product("ab", [1, 2])) == list(it.product("ab", [1, 2])), list(my_product()))
print(list(my_combinations("abcd", 2)), list(my_combinations([1, 2, 3], 3)) == list(it.combinations([1, 2, 3], 3)))
print(list(my_zip_longest("abc", [1], fill="-")), list(it.zip_longest("abc", [1], fillvalue="-")))
a, b = my_tee(x for x in range(4))
print(next(a), next(a), list(b), list(a))
