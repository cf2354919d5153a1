"""dataclasses: fields, defaults, order, frozen, slots, post-init, inheritance, replace, match."""
import dataclasses
from dataclasses import dataclass, field, asdict, astuple, replace, fields, KW_ONLY, InitVar
from typing import ClassVar


@dataclass(order=True)
class Card:
    rank: int
    suit: str = "spades"
    tags: list[str] = field(default_factory=list, compare=False, repr=False)
    count: ClassVar[int] = 0


a, b = Card(3), Card(2, "hearts", ["x"])
print(a, b, a > b, a == Card(3), sorted([a, b]), asdict(b), astuple(b))
print([(f.name, f.type, f.default is dataclasses.MISSING) for f in fields(Card)])
print(replace(a, rank=9), Card.__match_args__, Card.__hash__)


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float = 0.0

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


p = Point(1.5)
print(p + Point(1, 2), hash(p) == hash(Point(1.5)), Point.__slots__, {p: 1}[Point(1.5, 0.0)])
for action in (lambda: setattr(p, "x", 2), lambda: delattr(p, "x"), lambda: setattr(p, "z", 1)):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)


@dataclass
class Base:
    name: str
    _: KW_ONLY
    verbose: bool = False


@dataclass
class Derived(Base):
    size: int = 1
    scale: InitVar[int] = 2
    area: int = field(init=False)

    def __post_init__(self, scale):
        self.area = self.size * scale


d = Derived("d", 5, 10, verbose=True)
print(d, Derived.__init__.__annotations__.keys())
match d:
    case Derived(name, size=s):
        print("matched", name, s)
try:
    Derived("x", 1, 2, True)
except TypeError as error:
    print(error)
try:
    Derived()
except TypeError as error:
    print(error)
try:
    @dataclass
    class Wrong:
        items: list = []
except ValueError as error:
    print(error)
try:
    @dataclass
    class Order:
        a: int = 1
        b: int
except TypeError as error:
    print(error)
Made = dataclasses.make_dataclass("Made", [("x", int), ("y", int, field(default=5))], namespace={"total": lambda self: self.x + self.y})
print(Made(1), Made(1).total(), dataclasses.is_dataclass(Made), dataclasses.is_dataclass(Made(1)))


@dataclass(eq=False)
class Identity:
    v: int


print(Identity(1) == Identity(1), Identity.__eq__ is object.__eq__)


@dataclass
class Tree:
    value: int
    children: list["Tree"] = field(default_factory=list)


t = Tree(1, [Tree(2), Tree(3, [Tree(4)])])
print(t)
t.children.append(t)
print(t)
print(Card("a") < Card(1))
