from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError, InitVar, KW_ONLY, is_dataclass, make_dataclass
from typing import ClassVar


@dataclass
class Item:
    name: str
    price: float = 0.0
    tags: list = field(default_factory=list)
    count: ClassVar[int] = 0

    def total(self, n=1):
        return self.price * n


a, b = Item("pen", 1.5), Item("pen", 1.5)
print(a, a == b, a is b, a.total(4), a.tags is b.tags)
a.tags.append("x")
print(a, a == b, Item("z", tags=["q"]))
print(asdict(a), astuple(a), replace(a, price=9), [f.name for f in fields(Item)])
try:
    hash(a)
except TypeError as exc:
    print(exc)
for args in ((), ("a", 1, [], 4)):
    try:
        Item(*args)
    except TypeError as exc:
        print(exc)
try:
    a < b
except TypeError as exc:
    print(exc)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False, repr=False)


v = Version(1, 2, "n")
print(v < Version(1, 3), sorted([Version(2), Version(1, 5), v]), v == Version(1, 2, "other"), hash(v) == hash(Version(1, 2)), {v: 1}[Version(1, 2)])
try:
    v.major = 5
except FrozenInstanceError as exc:
    print(type(exc).__name__, exc)
try:
    del v.minor
except AttributeError as exc:
    print(exc)
try:
    v < (1, 2)
except TypeError as exc:
    print(exc)


@dataclass
class Circle:
    radius: float
    scale: InitVar[int] = 1
    area: float = field(init=False)
    _: KW_ONLY
    color: str = "red"

    def __post_init__(self, scale):
        self.area = round(3.14 * self.radius ** 2 * scale, 2)


print(Circle(2), Circle(2, 10, color="blue"))
try:
    Circle(1, 1, "blue")
except TypeError as exc:
    print(exc)


@dataclass
class Base:
    x: int = 1
    y: int = 2


@dataclass
class Derived(Base):
    z: int = 3
    x: int = 10


print(Derived(), Derived(1, 2, 3), [f.name for f in fields(Derived)])


@dataclass(slots=True, kw_only=True, eq=False)
class Slim:
    a: int
    b: int = 2


s = Slim(a=1)
print(s, hasattr(s, "__dict__"), Slim.__slots__, s == Slim(a=1))
try:
    @dataclass
    class Bad:
        items: list = []
except ValueError as exc:
    print(exc)
try:
    @dataclass
    class Bad2:
        a: int = 1
        b: int
except TypeError as exc:
    print(exc)
P = make_dataclass("P", ["x", ("y", int, 5)])
print(P(1), is_dataclass(P), is_dataclass(P(1)), is_dataclass(int))


@dataclass(repr=False)
class NoRepr:
    a: int
    def __eq__(self, o): return "custom"


print(repr(NoRepr(1))[:17], NoRepr(1) == 1, Item.__match_args__, Item.__doc__)
nested = make_dataclass("N", ["inner", "items"])(v, {"k": [Version(0)]})
print(asdict(nested))
