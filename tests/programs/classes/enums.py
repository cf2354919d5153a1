from enum import Enum, IntEnum, Flag, IntFlag, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def lower(self):
        return self.name.lower()

    @classmethod
    def default(cls):
        return cls.GREEN


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], f"{Color.RED}", str(Color.RED))
print(list(Color), len(Color), Color.CRIMSON is Color.RED, Color.CRIMSON, list(Color.__members__))
print(Color.RED == 1, Color.RED == Color.RED, Color.RED in Color, 1 in Color, 9 in Color, Color.RED.lower(), Color.default(), isinstance(Color.RED, Color), type(Color.RED))
print({Color.RED: "r"}[Color(1)], Color.RED is Color(1), hash(Color.RED) == hash(Color(1)))
for src in ("Color(9)", "Color['PINK']", "Color.PINK", "Color.RED < Color.BLUE", "Color.RED + 1", "Color()"):
    try:
        eval(src)
    except Exception as exc:
        print(src, "|", type(exc).__name__, exc)
for src in ("Color.RED = 5", "Color.RED.value = 3", "del Color.RED", "class Sub(Color): pass"):
    try:
        exec(src)
    except Exception as exc:
        print(src, "|", type(exc).__name__, exc)


class Level(IntEnum):
    LOW = 1
    HIGH = 10


print(Level.LOW + 1, Level.HIGH > Level.LOW, Level.HIGH == 10, sorted([Level.HIGH, Level.LOW]), f"{Level.LOW}", repr(Level.LOW), [0, "one"][Level.LOW], max(Level))


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


print([(m.name, m.value) for m in Auto])


class Word(StrEnum):
    HELLO = auto()
    BYE = "Bye"


print(Word.HELLO, repr(Word.BYE), Word.HELLO == "hello", Word.HELLO.upper(), "-".join(Word))


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


p = Perm.R | Perm.X
print(p, repr(p), p.value, Perm.R in p, Perm.W in p, ~p, p & Perm.R, p ^ Perm.RW, bool(Perm(0)), Perm(0), list(p), Perm.RW, Perm(7), len(p))
try:
    Perm(16)
except ValueError as exc:
    print(str(exc).splitlines()[0])


class Num(IntFlag):
    ONE = 1
    FOUR = 4


print(Num.ONE | Num.FOUR, repr(Num(5)), Num(8), Num.ONE + 1, repr(Num.ONE | 16))
try:
    @unique
    class Dup(Enum):
        A = 1
        B = 1
except ValueError as exc:
    print(exc)


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def density(self):
        return round(self.mass / self.radius, 3)


print(Planet.EARTH.density, Planet((0.64, 3.39)), Planet.MARS.value)
F = Enum("F", "X Y Z")
print(list(F), F.Y.value, Enum("G", {"P": 5}).P)


class Missing(Enum):
    A = 1
    @classmethod
    def _missing_(cls, value):
        return cls.A if value == "any" else None


print(Missing("any"))
match Color.GREEN:
    case Color.RED:
        print("red")
    case Color.GREEN:
        print("green")
