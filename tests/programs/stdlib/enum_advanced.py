from enum import *
class Status(str, Enum):
    OPEN = "open"
    DONE = "done"
    def __str__(self): return f"<{self.value}>"
print(Status.OPEN == "open", str(Status.OPEN), f"{Status.DONE}", repr(Status.OPEN), Status("done").upper(), Status.OPEN in Status, "open" in Status, Status.OPEN.name.title())
class Op(Enum):
    ADD = "+"
    SUB = "-"
    @member
    def nested_member(): return 1
    @nonmember
    class Helper: pass
    def apply(self, a, b): return {"+": a + b, "-": a - b}[self.value]
print(Op.ADD.apply(1, 2), Op("-").apply(5, 3), list(Op)[:2], Op.Helper.__name__)
class Shape(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower()
    SQUARE = auto()
    CIRCLE = auto()
print([s.value for s in Shape])
class Ordered(Enum):
    A = 1
    B = 2
    def __lt__(self, o): return self.value < o.value if type(self) is type(o) else NotImplemented
print(Ordered.A < Ordered.B, max(Ordered), sorted([Ordered.B, Ordered.A]))
try:
    Ordered.A < 5
except TypeError as e:
    print(e)
class Weekday(IntFlag, boundary=KEEP):
    MON, TUE, WED = 1, 2, 4
    WEEK = 7
print(Weekday.MON | Weekday.WED, Weekday.WEEK, Weekday(3), list(Weekday.WEEK), Weekday(8), ~Weekday.MON, Weekday.MON in Weekday.WEEK, repr(Weekday(0)), Weekday["MON"])
class Strict(Flag, boundary=STRICT):
    A, B = 1, 2
try:
    Strict(8)
except ValueError as e:
    print(str(e).replace("\n", " / "))
class Conf(Flag, boundary=CONFORM):
    A, B = 1, 2
print(Conf(9), Conf.A.value, Strict.A | Strict.B, Strict.A & Strict.B, Strict.A ^ Strict.A, bool(Strict.A))
try:
    @verify(UNIQUE)
    class V(Enum):
        A = B = 1
except ValueError as e:
    print(e)
try:
    class Bad(Enum):
        A = 1
        A = 2
except TypeError as e:
    print(e)
class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj
    PX = (0, "P.X")
    PY = (1, "P.Y")
print(Coord.PX.label, Coord(1).name, Coord.PX == b"\x00")
print(Enum("Dyn", {"A": 1, "B": 2})(2), Enum("Dyn2", "X Y", start=5).X.value, [m for m in Enum("D3", ["P", "Q"])], IntEnum("I", "A B").B + 1, Enum("D4", [("A", 10)]).A.value)
class WithProps(Enum):
    _ignore_ = ["i"]
    A = 1
    @property
    def double(self): return self.value * 2
    @classmethod
    def first(cls): return next(iter(cls))
    @staticmethod
    def help(): return "static"
print(WithProps.A.double, WithProps.first(), WithProps.help(), WithProps.A._value_, WithProps.A.__class__, isinstance(WithProps.A, WithProps), len(WithProps), WithProps.__members__)
class Alias(Enum):
    X = 1
    Y = 1
    Z = 2
print(Alias.Y.name, list(Alias), dict(Alias.__members__), Alias["Y"] is Alias.X, EnumType is type(Alias))
import json, pickle, copy
print(json.dumps({"s": Status.OPEN}), pickle.loads(pickle.dumps(Status.DONE)) is Status.DONE, copy.deepcopy(Op.ADD) is Op.ADD, {Op.ADD: 1}, hash(Op.ADD) == hash(Op.ADD))
