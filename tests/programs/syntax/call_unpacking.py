# *args and **kwargs on both sides of a call.
def show(*args, **kwargs):
    return args, kwargs


print(show(1, 2, a=3))
print(show(*[1, 2], *"ab", **{"x": 1}, **{"y": 2}))
print(show(*range(3), 9, *[], k=1, **{}))
print(show(**{"not an identifier": 1, "": 2}))
print(show(*{"d1": 1}, *{"d2": 2}.values()))


def f(a, b=2, /, c=3, *rest, d, e=5, **kw):
    return a, b, c, rest, d, e, kw


print(f(1, d=4))
print(f(1, 20, 30, 40, 50, d=60, z=70))
print(f(*(1, 2, 3, 4), **{"d": 5, "a": 6, "b": 7}))
print(f(1, c=8, d=9))


class Mapping:
    def keys(self):
        print("keys()", end=" ")
        return ["m", "n"]

    def __getitem__(self, k):
        print(f"get {k}", end=" ")
        return k.upper()


print(show(**Mapping()))
log = []


def ev(x):
    log.append(x)
    return x


show(ev(1), *ev([2]), ev(3), k=ev(4), **ev({"z": 5}))
show(k=ev("kw first"), *ev(["then star"]))
print(log)
errors = [
    "f()", "f(1)", "f(d=1)", "f(1, d=2, *5)", "f(1, **5)", "f(1, d=1, **{'d': 2})",
    "show(**{1: 2})", "show(*None)", "show(**None)", "f(1, 2, 3, c=4, d=5)",
    "show(a=1, **{'a': 2})", "show(**{'a': 1}, **{'a': 2})", "print(*1, sep='')", "show(*(1/0 for _ in [1]))",
]
for src in errors:
    try:
        print(src, "->", eval(src))
    except Exception as exc:
        print(src, "->", type(exc).__name__ + ":", exc)
a, *b = show(1, *[2, 3])[0]
print(a, b, [*b, *b][::-1])
print(*"spread", sep="|")
print(*[], sep="|")
def returns_star():
    return *range(2), 5
print(returns_star())
for v in *[1, 2], 3:
    print(v, end=" ")
print({"t": (*"xy",)}["t"])
