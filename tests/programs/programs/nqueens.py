def solve(n):
    cols, diag1, diag2, board = set(), set(), set(), []

    def place(row):
        if row == n:
            yield tuple(board)
            return
        for c in range(n):
            if c in cols or row + c in diag1 or row - c in diag2:
                continue
            cols.add(c), diag1.add(row + c), diag2.add(row - c)
            board.append(c)
            yield from place(row + 1)
            board.pop()
            cols.remove(c), diag1.remove(row + c), diag2.remove(row - c)

    yield from place(0)


def show(sol):
    for c in sol:
        print(" ".join("Q" if i == c else "." for i in range(len(sol))))


print([sum(1 for _ in solve(n)) for n in range(1, 8)])
first = next(solve(8))
print(first)
show(first)


def symmetric(sol):
    n = len(sol)
    forms = []
    s = sol
    for _ in range(4):
        r = [0] * n
        for i, c in enumerate(s):
            r[c] = n - 1 - i
        s = tuple(r)
        forms += [s, tuple(n - 1 - c for c in s)]
    return min(forms)


print(len({symmetric(s) for s in solve(6)}), len({symmetric(s) for s in solve(7)}))
