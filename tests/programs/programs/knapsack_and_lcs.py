from functools import cache


def knapsack(items, capacity):
    best = [[0] * (capacity + 1) for _ in range(len(items) + 1)]
    for i, (_, w, v) in enumerate(items, 1):
        for c in range(capacity + 1):
            best[i][c] = max(best[i - 1][c], best[i - 1][c - w] + v if w <= c else 0)
    chosen, c = [], capacity
    for i in range(len(items), 0, -1):
        if best[i][c] != best[i - 1][c]:
            chosen.append(items[i - 1][0])
            c -= items[i - 1][1]
    return best[-1][-1], chosen[::-1]


def lcs(a, b):
    @cache
    def go(i, j):
        if i == len(a) or j == len(b):
            return ""
        if a[i] == b[j]:
            return a[i] + go(i + 1, j + 1)
        return max(go(i + 1, j), go(i, j + 1), key=len)
    return go(0, 0)


def edit_distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        prev, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            prev, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, prev + (x != y))
    return row[-1]


def coins(amount, kinds):
    best = [0] + [None] * amount
    for n in range(1, amount + 1):
        options = [best[n - k] + [k] if best[n - k] else [k] for k in kinds if k <= n and (best[n - k] is not None)]
        best[n] = min(options, key=len) if options else None
    return best[amount]


def longest_increasing(xs):
    import bisect
    tails = []
    for x in xs:
        i = bisect.bisect_left(tails, x)
        tails[i:i + 1] = [x]
    return len(tails)


def max_subarray(xs):
    best = cur = xs[0]
    for x in xs[1:]:
        cur = max(x, cur + x)
        best = max(best, cur)
    return best


print(knapsack([("gold", 5, 10), ("silver", 4, 40), ("wood", 6, 30), ("gem", 3, 50)], 10))
print(lcs("coroutine", "concurrent"), [edit_distance(a, b) for a, b in (("kitten", "sitting"), ("", "abc"), ("flaw", "lawn"))])
print([] if not coins(0, [1]) else 0, longest_increasing([10, 9, 2, 5, 3, 7, 101, 18]), max_subarray([-2, 1, -3, 4, -1, 2, 1, -5, 4]))


@cache
def grid_paths(r, c):
    return 1 if r == 0 or c == 0 else grid_paths(r - 1, c) + grid_paths(r, c - 1)


@cache
def partitions(n, k=None):
    k = n if k is None else k
    return 1 if n == 0 else sum(partitions(n - i, min(i, n - i)) for i in range(1, min(k, n) + 1))


print(grid_paths(16, 16), [partitions(n) for n in range(12)], partitions(60))
def catalan(n):
    return 1 if n <= 1 else sum(catalan(i) * catalan(n - 1 - i) for i in range(n))
def parens(n, l=0, r=0, s=""):
    if len(s) == 2 * n:
        yield s
    if l < n:
        yield from parens(n, l + 1, r, s + "(")
    if r < l:
        yield from parens(n, l, r + 1, s + ")")
print([catalan(n) for n in range(9)], list(parens(3)), len(list(parens(6))))
