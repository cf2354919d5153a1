import sys


def hanoi(n, src="A", dst="C", via="B"):
    if n == 0:
        return
    yield from hanoi(n - 1, src, via, dst)
    yield n, src, dst
    yield from hanoi(n - 1, via, dst, src)


class Towers:
    def __init__(self, n):
        self.n = n
        self.pegs = {"A": list(range(n, 0, -1)), "B": [], "C": []}

    def move(self, disk, a, b):
        assert self.pegs[a][-1] == disk, "wrong disk"
        assert not self.pegs[b] or self.pegs[b][-1] > disk, "larger on smaller"
        self.pegs[b].append(self.pegs[a].pop())

    def __str__(self):
        rows = []
        for level in range(self.n - 1, -1, -1):
            row = []
            for p in self.pegs.values():
                size = p[level] if level < len(p) else 0
                row.append(("=" * (2 * size - 1) if size else "|").center(2 * self.n + 1))
            rows.append("".join(row).rstrip())
        return "\n".join(rows)


t = Towers(3)
print(t)
for i, (disk, a, b) in enumerate(hanoi(3), 1):
    t.move(disk, a, b)
    print(f"-- {i}: {disk} {a}->{b}")
    print(t)
print(sum(1 for _ in hanoi(10)), 2 ** 10 - 1)


def iterative(n):
    moves, stack = [], [(n, "A", "C", "B", False)]
    while stack:
        k, s, d, v, ready = stack.pop()
        if k == 0:
            continue
        if ready:
            moves.append((k, s, d))
        else:
            stack += [(k - 1, v, d, s, False), (k, s, d, v, True), (k - 1, s, v, d, False)]
    return moves


print(iterative(5) == list(hanoi(5)))
try:
    t.move(1, "A", "B")
except (AssertionError, IndexError) as e:
    print(type(e).__name__, e)
