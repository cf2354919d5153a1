# __slots__: no dict, errors, inheritance.
class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


p = Point(1, 2)
p.x = 10
print(p.x, p.y, hasattr(p, "__dict__"), Point.__slots__, type(Point.x).__name__, repr(Point.x))
for action in ("p.z = 3", "del p.x; p.x", "del p.x", "p.__dict__", "vars(p)"):
    try:
        exec(action)
    except Exception as exc:
        print(action, "->", type(exc).__name__, exc)


class Sub(Point):
    pass


s = Sub(1, 2)
s.z = 3
print(s.__dict__, s.x)


class Slotted(Point):
    __slots__ = "z"


q = Slotted(1, 2)
q.z = 5
print(q.x, q.z, hasattr(q, "__dict__"))


class WithDict:
    __slots__ = ["a", "__dict__", "__weakref__"]


w = WithDict()
w.a, w.b = 1, 2
print(w.a, w.__dict__)
import weakref
print(weakref.ref(w)() is w)
try:
    weakref.ref(p)
except TypeError as exc:
    print(exc)
bad = {
    "class default": lambda: type("A", (), {"__slots__": ("x",), "x": 1}),
    "not identifier": lambda: type("A", (), {"__slots__": ("1x",)}),
    "not str": lambda: type("A", (), {"__slots__": (1,)}),
    "two dicts": lambda: type("A", (), {"__slots__": ("__dict__", "__dict__")}),
    "layout": lambda: type("A", (Point, type("B", (), {"__slots__": ("k",)})), {}),
    "int subclass": lambda: type("A", (int,), {"__slots__": ("k",)}),
}
for name, make in bad.items():
    try:
        print(name, make())
    except Exception as exc:
        print(name, type(exc).__name__, exc)


class Private:
    __slots__ = ("__hidden",)

    def __init__(self):
        self.__hidden = 1


print(Private()._Private__hidden)


class Documented:
    __slots__ = {"a": "the a", "b": None}


print(Documented.a.__doc__, list(Documented.__slots__))
Point.extra = "class attributes still work"
print(p.extra)


class Tup(tuple):
    __slots__ = ()

    @property
    def first(self):
        return self[0]


print(Tup((1, 2)).first, Tup((1, 2)))
print(sorted(n for n in dir(Point) if not n.startswith("__")))
