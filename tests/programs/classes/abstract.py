from abc import ABC, abstractmethod, ABCMeta, abstractproperty
import collections.abc as cabc


class Shape(ABC):
    @abstractmethod
    def area(self):
        """Area."""
        return 0

    @property
    @abstractmethod
    def name(self): ...

    @classmethod
    @abstractmethod
    def make(cls): ...

    def describe(self):
        return f"{self.name}: {self.area()}"


class Partial(Shape):
    def area(self):
        return super().area() + 1


class Square(Partial):
    name = "square"

    @classmethod
    def make(cls):
        return cls()


for cls in (Shape, Partial):
    try:
        cls()
    except TypeError as exc:
        print(exc)
print(Square.make().describe(), sorted(Partial.__abstractmethods__), Square.__abstractmethods__, type(Shape).__name__)


class One(ABC):
    @abstractmethod
    def only(self): ...


try:
    One()
except TypeError as exc:
    print(exc)


class Duck(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, c):
        if cls is Duck:
            return any("quack" in k.__dict__ for k in c.__mro__) or NotImplemented
        return NotImplemented


class Mallard:
    def quack(self): ...


class Robot:
    pass


print(isinstance(Mallard(), Duck), issubclass(Mallard, Duck), isinstance(Robot(), Duck))
print(Duck.register(Robot) is Robot, isinstance(Robot(), Duck), Duck in Robot.__mro__)
try:
    Duck.register(5)
except TypeError as exc:
    print(exc)
for name in ("Iterable", "Iterator", "Sized", "Container", "Hashable", "Callable", "Sequence", "MutableSequence", "Mapping", "Set", "Generator", "Awaitable", "Coroutine", "Reversible", "Collection", "Buffer"):
    abc = getattr(cabc, name)
    objs = {"list": [], "str": "", "dict": {}, "set": set(), "tuple": (), "gen": (i for i in ()), "int": 1, "func": len, "range": range(1), "bytes": b""}
    print(f"{name:16}", " ".join(k for k, o in objs.items() if isinstance(o, abc)))


class MySeq(cabc.Sequence):
    def __init__(self, *a):
        self.a = a

    def __getitem__(self, i):
        return self.a[i]

    def __len__(self):
        return len(self.a)


s = MySeq(3, 1, 3)
print(list(s), 1 in s, s.index(3), s.count(3), list(reversed(s)), s.index(3, 1))


class MyMap(cabc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)


m = MyMap()
m.update(a=1, b=2)
print(m.get("a"), m.pop("a"), m.setdefault("c", 3), dict(m), list(m.items()), m == {"b": 2, "c": 3}, m.popitem(), "b" in m, list(m.keys()), len(m))
class MySet(cabc.Set):
    def __init__(self, it): self.e = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.e
    def __iter__(self): return iter(self.e)
    def __len__(self): return len(self.e)
x, y = MySet("abc"), MySet("bcd")
print(list(x & y), list(x | y), list(x - y), list(x ^ y), x <= y, x == MySet("cba"), x.isdisjoint(y), MySet("a") < x)
try:
    cabc.Sequence()
except TypeError as exc:
    print(exc)
