# Every shape of assignment target.
a, b = 1, 2
print(a, b)
a, b = b, a
print(a, b)
[c, d] = "xy"
print(c, d)
(e), f = {"k1": 1, "k2": 2}
print(e, f)
first, *rest = range(5)
print(first, rest)
*init, last = "abc"
print(init, last)
head, *mid, tail = [1, 2]
print(head, mid, tail)
(p, (q, *r)), s = (1, (2, 3, 4)), 5
print(p, q, r, s)
x = y = z = []
x.append(1)
print(x, y, z, x is z)
i = 0
lst = [10, 20, 30]
i, lst[i] = 2, "changed"          # i is bound first, then used as index
print(i, lst)


class Box:
    pass


box = Box()
box.left, box.right = "L", "R"
print(vars(box))
d = {}
d["a"], d["b"], *d["rest"] = 1, 2, 3, 4
print(d)
lst[1:1] = [7, 8, 9]
print(lst)
lst[::2] = ["even"] * 3
print(lst)
for bad in ("a, b = 1, 2, 3", "a, b, c = 1, 2", "a, *b, c = 1,", "a, b = 5", "a, b = None", "(a, b), c = 1, 2"):
    try:
        exec(bad)
    except Exception as exc:
        print(f"{bad:24} {type(exc).__name__}: {exc}")
