"""Unpacking in every place, and all comprehensions."""
a, *b, (c, *d) = 1, 2, 3, (4, 5, 6)
print(a, b, c, d)
*a, = "xyz"
print(a, [*range(3), *"ab"], (*a, 1), {*a, *"q"} == set("xyzq"), {**{"a": 1}, "b": 2, **{"a": 3}})
[x, y], z = [1, 2], 3
(p), = [9]
print(x, y, z, p)
for i, (j, *k) in enumerate([(1, 2, 3), "ab"]):
    print(i, j, k)
a = b = [1]
a[0], b = b, 5
print(a, b)
i = 0
l = [0, 0]
i, l[i] = 1, 7
print(i, l)


class Target:
    pass


t = Target()
t.x, t.y = range(2)
d = {}
d["k"], *d["rest"] = 1, 2, 3
print(vars(t), d)
for text in ("a, b = 1,", "a, b = 1, 2, 3", "a, *b, c = 1,", "a, b = 5", "a, b = {}", "(a, b), c = 1, 2", "a, b = iter([1])", "*a, b = []",
             "a, b = 'x'", "a, b, *c = None", "[a, b] = {1: 2}"):
    try:
        exec(text)
    except (ValueError, TypeError) as error:
        print(text, ":", error)
print([(x, y) for x in range(3) for y in range(x) if (x + y) % 2])
print({x: x * x for x in range(4)}, {x % 3 for x in range(7)}, list(x for x in "ab"))
print([[r * c for c in range(1, 4)] for r in range(1, 3)], [y for x in [[1, 2], [3]] for y in x])
print([x if x % 2 else -x for x in range(5) if x], [f"{k}={v}" for k, v in {"a": 1}.items()])
print([*(x for x in range(2))], sum(x for x in range(5)), any(x > 3 for x in range(5)), dict(zip("ab", [1, 2])))
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*matrix)], [*zip(*matrix)], list(map(list, zip(*matrix))))
print([y := 1, y ** 2], [last for x in range(3) if (last := x) >= 1], (lambda: [z for z in range(2)])())


def gen():
    received = []
    while len(received) < 2:
        received.append((yield len(received)))
    return received


def delegating():
    result = yield from gen()
    print("result", result)


g = delegating()
print(next(g), g.send("a"))
try:
    g.send("b")
except StopIteration:
    print("done")


def f(*args, **kwargs):
    return args, kwargs


print(f(*[1], *(2, 3), x=1, **{"y": 2}, **dict(z=3)), f(*"ab", *{}, **{}))
first, second = f(1)
print(first, second, *first, sep="|")
(a, b), c = "xy", "z"
print(a + b + c, *sorted({"b": 1, "a": 2}), sep="-")
x = [1, 2, 3, 4, 5]
x[1:3] = "ab"
print(x, x[::-2])
x[::2] = [0] * 3
print(x)
del x[1:3]
print(x)
try:
    x[::2] = [1]
except ValueError as error:
    print(error)
print(1 if [] else 2, not [] or "x", 0 or None or "last", 1 and 2 and 3, 1 < 2 < 3 > 2, 1 == 1.0 == True)
n = 5
while n:
    n -= 1
    if n == 2:
        continue
    if n == 1:
        break
else:
    print("never")
for n in []:
    pass
else:
    print("else of for", n)
a, b = b, *c = 1, 2
print(a, b, c)
