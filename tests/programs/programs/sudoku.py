GRID = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79"


def peers(i):
    r, c = divmod(i, 9)
    return {9 * r + k for k in range(9)} | {9 * k + c for k in range(9)} | {9 * (r // 3 * 3 + y) + c // 3 * 3 + x for y in range(3) for x in range(3)} - {i}


PEERS = [peers(i) - {i} for i in range(81)]
steps = 0


def solve(g):
    global steps
    steps += 1
    best = None
    for i, ch in enumerate(g):
        if ch == ".":
            options = set("123456789") - {g[p] for p in PEERS[i]}
            if best is None or len(options) < len(best[1]):
                best = (i, options)
                if len(options) <= 1:
                    break
    if best is None:
        return g
    i, options = best
    for o in sorted(options):
        if s := solve(g[:i] + o + g[i + 1:]):
            return s


def show(g):
    for r in range(9):
        row = g[9 * r:9 * r + 9]
        print(" ".join(row[k:k + 3] for k in (0, 3, 6)))
        if r in (2, 5):
            print()


s = solve(GRID)
show(s)
print(steps, all(sorted(s[j] for j in PEERS[i] | {i} if j // 9 == i // 9) == list("123456789") for i in range(0, 81, 9)))
