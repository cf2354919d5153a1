# del on names, items, slices, attributes, and in loops.
a = b = [1, 2, 3, 4, 5, 6]
del a
print(b)
del b[0], b[-1]
print(b)
del b[1:3]
print(b)
c = list(range(10))
del c[::3]
print(c)
del c[:]
print(c)
d = {"x": 1, "y": 2, "z": 3}
del d["x"], (d["y"])
print(d)


class Thing:
    kind = "class attribute"

    def __init__(self):
        self.kind = "instance"
        self.size = 3

    def __delitem__(self, key):
        print("delitem", key)

    def __delattr__(self, name):
        print("delattr", name)
        super().__delattr__(name)

    def __del__(self):
        print("finalised")


t = Thing()
del t.kind
print(t.kind)
del t[1], t["a", 2], t[1:2], t[...]
try:
    del t.kind
except AttributeError as exc:
    print(exc)
del t
print("after")
x, y, z = 1, 2, 3
del (x, [y, z])
for name in "xyz":
    try:
        eval(name)
    except NameError as exc:
        print(exc)


def local():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as exc:
        print(exc)
    try:
        del v
    except UnboundLocalError as exc:
        print(exc)
    v = 2
    return v


print(local())
errors = ["del nothing", "del [][0]", "del {}['k']", "del (1,)[0]", "del 'abc'[0]", "del object().x", "del Thing.nope", "del (5).real"]
for src in errors:
    try:
        exec(src)
    except Exception as exc:
        print(f"{src:18} {type(exc).__name__}: {exc}")
try:
    raise ValueError("gone after the block")
except ValueError as err:
    pass
try:
    err
except NameError as exc:
    print(exc)
