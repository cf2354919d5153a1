from functools import cache

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(b):
    for x, y, z in LINES:
        if b[x] != " " and b[x] == b[y] == b[z]:
            return b[x]
    return "draw" if " " not in b else None


@cache
def minimax(b, player):
    w = winner(b)
    if w:
        return {"X": 1, "O": -1, "draw": 0}[w], None
    best = None
    for i, c in enumerate(b):
        if c == " ":
            score, _ = minimax(b[:i] + player + b[i + 1:], "O" if player == "X" else "X")
            if best is None or (score > best[0] if player == "X" else score < best[0]):
                best = (score, i)
    return best


def show(b):
    print("\n-+-+-\n".join("|".join(b[r:r + 3]) for r in (0, 3, 6)))


b, player = " " * 9, "X"
while not winner(b):
    _, move = minimax(b, player)
    b = b[:move] + player + b[move + 1:]
    player = "O" if player == "X" else "X"
show(b)
print(winner(b), minimax.cache_info().currsize)
print(minimax("XX OO    ", "X"), minimax("X   O   X", "O"))
