from dataclasses import *
from typing import ClassVar
import copy
@dataclass
class Inv:
    name: str
    unit: float = field(metadata={"unit": "EUR"})
    qty: int = field(default=0, repr=False)
    id: int = field(default_factory=iter(range(100)).__next__, init=False, compare=False)
    kind: ClassVar[str] = "inv"
    def __post_init__(self): self.total = self.unit * self.qty
a, b = Inv("x", 2.0, 3), Inv("x", 2.0, 3)
print(a, b, a == b, a.total, fields(a)[1].metadata["unit"], [f.name for f in fields(Inv)], a.id, b.id, fields(Inv)[2].default)
@dataclass
class Tree:
    v: int
    kids: list["Tree"] = field(default_factory=list)
t = Tree(1, [Tree(2), Tree(3, [Tree(4)])])
print(t, asdict(t), astuple(t), asdict(t, dict_factory=lambda kv: [k for k, _ in kv]))
t.kids.append(t)
print(repr(t)[-60:])
@dataclass(frozen=True)
class Base:
    x: int
@dataclass(frozen=True)
class Child(Base):
    y: int = 0
    def moved(self, dx): return replace(self, x=self.x + dx)
print(Child(1).moved(5), {Child(1), Child(1)} == {Child(1)}, Child(1) == Base(1), hash(Child(1)) == hash(Child(1)))
for f in (lambda: exec("@dataclass\nclass NF(Base):\n  z: int = 0"), lambda: replace(a, id=5), lambda: replace(Child(1), nope=1), lambda: fields(5), lambda: asdict(Inv), lambda: field(default=1, default_factory=list), lambda: Child(1).__setattr__("x", 2), lambda: make_dataclass("M", ["1bad"]), lambda: make_dataclass("M", ["a", "a"]), lambda: dataclass(order=True, eq=False)(type("E", (), {}))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
@dataclass(eq=True, unsafe_hash=True)
class H:
    a: int
print(hash(H(1)) == hash(H(1)), H(1) in {H(1)})
@dataclass(order=True)
class Task:
    priority: int
    name: str = field(compare=False)
print(sorted([Task(2, "b"), Task(1, "z"), Task(2, "a")]), Task(1, "x") < Task(2, "a"), Task(1, "x") == Task(1, "y"))
@dataclass(init=False, repr=False)
class Manual:
    x: int
    def __init__(self): self.x = 42
    def __repr__(self): return f"M{self.x}"
print(Manual(), asdict(Manual()), copy.replace(Child(1), y=9))
@dataclass(slots=True, weakref_slot=True)
class SL:
    a: int = 1
    b: str = "s"
s = SL()
try:
    s.c = 1
except AttributeError as e:
    print(e)
print(SL.__slots__, s, SL.__match_args__, s == SL())
@dataclass(kw_only=True)
class KW:
    a: int
    b: int = field(kw_only=False, default=5)
print(KW(a=1), KW(7, a=1), KW.__match_args__)
match Child(3, 4):
    case Child(x, y=yy):
        print("matched", x, yy)
class Desc:
    def __get__(self, o, t): return "default" if o is None else o.__dict__.get("_v", "unset")
    def __set__(self, o, v): o.__dict__["_v"] = f"set {v}"
@dataclass
class WithDesc:
    v: str = Desc()
print(WithDesc(), WithDesc("x").v)
import inspect
print(inspect.signature(Inv), inspect.signature(KW), Inv.__doc__)
