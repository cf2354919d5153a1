# Generators walking trees, graphs, permutations, and solving puzzles.
class Node:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def preorder(self):
        yield self.value
        for child in (self.left, self.right):
            if child:
                yield from child.preorder()

    def levels(self):
        row = [self]
        while row:
            yield [n.value for n in row]
            row = [c for n in row for c in (n.left, n.right) if c]


t = Node(4, Node(2, Node(1), Node(3)), Node(6, Node(5)))
print(list(t), list(t.preorder()), list(t.levels()), 3 in t, max(t))


def perms(items):
    if len(items) <= 1:
        yield list(items)
    else:
        for i in range(len(items)):
            for p in perms(items[:i] + items[i + 1:]):
                yield [items[i], *p]


print(["".join(p) for p in perms("abc")])


def subsets(s):
    if not s:
        yield ()
    else:
        for rest in subsets(s[1:]):
            yield rest
            yield (s[0], *rest)


print(sorted(subsets((1, 2, 3))))


def queens(n, row=0, cols=()):
    if row == n:
        yield cols
        return
    for c in range(n):
        if all(c != k and abs(c - k) != row - r for r, k in enumerate(cols)):
            yield from queens(n, row + 1, (*cols, c))


print(next(queens(8)), len(list(queens(6))))
graph = {"a": "bc", "b": "d", "c": "d", "d": "ea", "e": ""}


def paths(start, end, seen=()):
    if start == end:
        yield [*seen, end]
        return
    for n in graph[start]:
        if n not in seen and n != start:
            yield from paths(n, end, (*seen, start))


print(["".join(p) for p in paths("a", "e")])


def dfs(n, seen=None):
    seen = set() if seen is None else seen
    if n in seen:
        return
    seen.add(n)
    yield n
    for m in graph[n]:
        yield from dfs(m, seen)


def bfs(start):
    queue, seen = [start], {start}
    while queue:
        n = queue.pop(0)
        yield n
        for m in graph[n]:
            if m not in seen:
                seen.add(m)
                queue.append(m)


print("".join(dfs("a")), "".join(bfs("a")))


def hanoi(n, a="A", b="B", c="C"):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)


print(*hanoi(3))


def collatz(n):
    while True:
        yield n
        if n == 1:
            return
        n = n // 2 if n % 2 == 0 else 3 * n + 1


print(list(collatz(6)), sum(1 for _ in collatz(27)))


def walk(d, path=""):
    for k, v in d.items():
        if isinstance(v, dict):
            yield from walk(v, f"{path}/{k}")
        else:
            yield f"{path}/{k}", v


print(list(walk({"etc": {"hosts": 1, "ssh": {"conf": 2}}, "top": 3})))
