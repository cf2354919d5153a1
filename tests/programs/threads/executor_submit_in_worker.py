# Workers that submit more work; a pool inside a pool.
from concurrent.futures import ThreadPoolExecutor


def tree(pool, depth):
    if depth == 0:
        return []
    return [pool.submit(tree, pool, depth - 1) for _ in range(2)]


with ThreadPoolExecutor(2) as pool:
    level = [pool.submit(tree, pool, 3)]
    counts = []
    while level:
        level = [child for f in level for child in f.result()]
        counts.append(len(level))
    print(counts)


def outer(n):
    with ThreadPoolExecutor(2) as inner:
        return sum(inner.map(lambda k: k * n, range(4)))


with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(outer, range(3))))
