# Subclasses of dict, list, str, int, float, tuple, set, Exception.
class LowerDict(dict):
    def __init__(self, *a, **k):
        super().__init__()
        self.update(*a, **k)

    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.lower())

    def update(self, *a, **k):
        for key, value in dict(*a, **k).items():
            self[key] = value


d = LowerDict(A=1, B=2)
d["C"] = 3
print(d, d["a"], d.get("A"), "A" in d, d.copy(), type(d.copy()).__name__, d | {"Z": 1}, type(d | {}).__name__)
print(isinstance(d, dict), d == {"a": 1, "b": 2, "c": 3}, {**d}, dict(d))


class History(list):
    def __init__(self, *a):
        super().__init__(*a)
        self.log = []

    def append(self, x):
        self.log.append("append")
        super().append(x)

    def __getitem__(self, i):
        r = super().__getitem__(i)
        return type(self)(r) if isinstance(i, slice) else r


h = History([3, 1])
h.append(2)
h.extend([9])
h += [7]
print(h, h.log, type(h[:2]).__name__, type(h * 2).__name__, type(h + []).__name__, sorted(h), h.copy().__class__.__name__)
h.sort()
print(h, h[-1], h.index(7), repr(h), type(h).__name__)


class Angle(float):
    def __new__(cls, v):
        return super().__new__(cls, v % 360)

    def __add__(self, o):
        return Angle(float(self) + o)


a = Angle(370)
print(a, a + 355, type(a + 1).__name__, type(a - 1).__name__, a == 10.0, a.is_integer(), f"{a:.2f}")


class Tag(str):
    attr = None

    def __add__(self, o):
        return Tag(str.__add__(self, o))


t = Tag("b")
t.attr = "extra"
print(t + "c", type(t + "c").__name__, type("a" + t).__name__, t.attr, t == "b", {"b": 1}[t], t.join("xy"), type(t[0]).__name__, t.replace("b", "z"))


class Bits(set):
    def __sub__(self, o):
        return "custom minus"


b = Bits([1, 2])
print(b - {1}, type(b | {3}).__name__, type(b.copy()).__name__, len(b), b == {1, 2}, {1, 2} - b, b)


class P(tuple):
    x = property(lambda s: s[0])


print(P([5, 6]).x, P([1]) + (2,), type(P([1]) + (2,)).__name__, P("ab"), hash(P([1])) == hash((1,)), P([1]) < P([2]))


class Err(Exception):
    def __init__(self, code, msg):
        super().__init__(code, msg)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[1]}"


try:
    raise Err(404, "not found")
except Err as e:
    print(e, repr(e), e.args, e.code)


class Even(int):
    def __eq__(self, o):
        return "eq called"

    __hash__ = int.__hash__

    def __bool__(self):
        return False


e = Even(4)
print(e == 4, 4 == e, bool(e), e + 0, e in [4], hash(e), e or "falsy", int.__eq__(e, 4))
from collections import UserDict, UserList, UserString


class U(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v * 10)


print(U(a=1), U({"x": 2}).data, U(a=1) | {"b": 2}, UserList([1]) + [2], UserString("ab").upper(), type(UserString("a") + "b").__name__)
