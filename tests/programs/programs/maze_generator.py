import random

random.seed(8)
W, H = 9, 5
walls = {((x, y), (x + 1, y)) for x in range(W - 1) for y in range(H)} | {((x, y), (x, y + 1)) for x in range(W) for y in range(H - 1)}
order = sorted(walls)
random.shuffle(order)
parent = {(x, y): (x, y) for x in range(W) for y in range(H)}


def find(c):
    while parent[c] != c:
        parent[c] = parent[parent[c]]
        c = parent[c]
    return c


opened = set()
for a, b in order:
    if (ra := find(a)) != (rb := find(b)):
        parent[ra] = rb
        opened.add((a, b))
print(len(opened) == W * H - 1)


def is_open(a, b):
    return (min(a, b), max(a, b)) in opened


def solve(start, end):
    stack, seen = [[start]], {start}
    while stack:
        path = stack.pop()
        x, y = path[-1]
        if path[-1] == end:
            return path
        for n in ((x + 1, y), (x, y + 1), (x - 1, y), (x, y - 1)):
            if n not in seen and is_open((x, y), n):
                seen.add(n)
                stack.append(path + [n])


path = set(solve((0, 0), (W - 1, H - 1)))
print("+" + "--+" * W)
for y in range(H):
    row, below = "|", "+"
    for x in range(W):
        row += (" *" if (x, y) in path else "  ") + (" " if is_open((x, y), (x + 1, y)) else "|")
        below += ("  " if is_open((x, y), (x, y + 1)) else "--") + "+"
    print(row)
    print(below)
print(len(path))
