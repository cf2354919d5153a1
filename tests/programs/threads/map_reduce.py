from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import reduce

text = "the quick brown fox jumps over the lazy dog the fox".split()
chunks = [text[i:i + 3] for i in range(0, len(text), 3)]
with ThreadPoolExecutor(4) as pool:
    parts = list(pool.map(Counter, chunks))
total = reduce(lambda a, b: a + b, parts)
print(len(parts), total.most_common(2), sum(total.values()))
with ThreadPoolExecutor(3) as pool:
    sums = list(pool.map(lambda r: sum(range(*r)), [(0, 100), (100, 200), (200, 300)]))
print(sums, sum(sums) == sum(range(300)))
with ThreadPoolExecutor(2) as pool:
    lengths = pool.map(len, ["a", "bb", 5, "cccc"])
    out = []
    try:
        for n in lengths:
            out.append(n)
    except TypeError as e:
        print(out, e)
with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(lambda a, b: a * b, [1, 2, 3], [4, 5])))
    print(list(pool.map(str.upper, "abc", buffersize=1)))
