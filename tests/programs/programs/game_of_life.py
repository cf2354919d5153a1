from collections import Counter


def step(cells):
    around = Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
    return {c for c, n in around.items() if n == 3 or n == 2 and c in cells}


def parse(text):
    return {(x, y) for y, row in enumerate(text.split()) for x, ch in enumerate(row) if ch == "#"}


def draw(cells, w, h):
    for y in range(h):
        print("".join("#" if (x, y) in cells else "." for x in range(w)))


glider = parse(".#. ..# ###")
cells = glider
for gen in range(5):
    print("generation", gen)
    draw(cells, 6, 5)
    cells = step(cells)
after4 = glider
for _ in range(4):
    after4 = step(after4)
print("moved by one:", after4 == {(x + 1, y + 1) for x, y in glider})
blinker = parse("... ### ...")
print(step(step(blinker)) == blinker, step(parse("## ##")) == parse("## ##"), step({(0, 0)}))
r = parse(".## ##. .#.")
sizes = []
for _ in range(60):
    sizes.append(len(r))
    r = step(r)
print(sizes)
