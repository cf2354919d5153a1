# An L-system drawn on a character grid.
def expand(axiom, rules, n):
    for _ in range(n):
        axiom = "".join(rules.get(c, c) for c in axiom)
    return axiom


def draw(program, turn=4):
    dirs = [(1, 0), (0, -1), (-1, 0), (0, 1)]
    x = y = d = 0
    pts, stack = {(0, 0)}, []
    for c in program:
        if c == "F":
            dx, dy = dirs[d]
            for _ in range(2):
                x, y = x + dx, y + dy
                pts.add((x, y))
        elif c == "+":
            d = (d + 1) % 4
        elif c == "-":
            d = (d - 1) % 4
        elif c == "[":
            stack.append((x, y, d))
        elif c == "]":
            x, y, d = stack.pop()
    return pts


def show(pts):
    xs, ys = [p[0] for p in pts], [p[1] for p in pts]
    for y in range(min(ys), max(ys) + 1):
        print("".join("#" if (x, y) in pts else " " for x in range(min(xs), max(xs) + 1)).rstrip())


print(len(expand("F", {"F": "F+F-F-F+F"}, 3)))
show(draw(expand("F", {"F": "F+F-F-F+F"}, 2)))
print("dragon")
show(draw(expand("FX", {"X": "X+YF+", "Y": "-FX-Y"}, 7)))
print(expand("A", {"A": "AB", "B": "A"}, 6), [len(expand("A", {"A": "AB", "B": "A"}, n)) for n in range(10)])


def automaton(rule, width, steps):
    cells = [0] * width
    cells[width // 2] = 1
    for _ in range(steps):
        print("".join(".#"[c] for c in cells))
        cells = [rule >> (cells[i - 1] * 4 + cells[i] * 2 + cells[(i + 1) % width]) & 1 for i in range(width)]


automaton(30, 31, 12)
automaton(90, 31, 8)
