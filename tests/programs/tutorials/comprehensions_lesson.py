nums = [1, 2, 3, 4, 5, 6]
print([n * 2 for n in nums], [n for n in nums if n > 3], ["even" if n % 2 == 0 else "odd" for n in nums])
print({n: n ** 2 for n in nums}, {n % 3 for n in nums}, sum(n for n in nums), any(n > 5 for n in nums), all(n > 0 for n in nums))
print([(x, y) for x in "ab" for y in (1, 2)], [[0] * 3 for _ in range(2)], [row[i] for i, row in enumerate([[1, 2], [3, 4]])])
words = ["apple", "Bob", "cat"]
print([w.upper() for w in words], [len(w) for w in words], {w[0].lower(): w for w in words}, " ".join(w[::-1] for w in words))
nested = [[1, 2], [3], []]
print([x for sub in nested for x in sub], [len(s) for s in nested], max((len(s), s) for s in nested))
table = {"a": 1, "b": 2}
print({v: k for k, v in table.items()}, {k: v * 10 for k, v in table.items() if v > 1}, [f"{k}={v}" for k, v in table.items()])
print([c for c in "h3ll0" if c.isdigit()], [int(c) for c in "123"], list(zip(*[(1, 2), (3, 4)])), [i for i in range(30) if all(i % j for j in range(2, i)) and i > 1])
