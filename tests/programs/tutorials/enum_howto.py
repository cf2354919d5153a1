# The examples of the Enum HOWTO, shortened.
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique, verify, CONTINUOUS, NAMED_FLAGS, UNIQUE, member, nonmember, EnumType, KEEP
class Weekday(Enum):
    MONDAY = 1
    TUESDAY = 2
    SUNDAY = 7
    @classmethod
    def from_day(cls, n): return cls(n)
    def next(self): return list(Weekday)[(list(Weekday).index(self) + 1) % len(Weekday)]
print(Weekday(2), repr(Weekday.SUNDAY), Weekday["MONDAY"].value, Weekday.SUNDAY.next(), len(Weekday), Weekday.MONDAY in Weekday, 7 in Weekday, 9 in Weekday)
class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RWX = 7
print(Perm.R | Perm.W, repr(Perm.R & Perm.W), Perm.RWX & ~Perm.R, list(Perm.RWX), Perm(5), bool(Perm(0)), Perm.R in Perm.RWX, len(Perm.RWX), ~Perm.R)
class Shape(Enum):
    SQUARE = 2
    DIAMOND = 1
    ALIAS_FOR_SQUARE = 2
print(Shape.ALIAS_FOR_SQUARE, Shape(2), list(Shape), list(Shape.__members__))
class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
    @property
    def gravity(self): return round(6.67300E-11 * self.mass / (self.radius * self.radius), 3)
print(Planet.EARTH.gravity, Planet.MERCURY.value)
class Name(StrEnum):
    ONE = auto(); TWO = auto()
print(Name.ONE, Name.TWO == "two", f"{Name.ONE:>6}", repr(Name.TWO))
class Num(IntEnum):
    A = 1
    B = 2
print(Num.A + 1, Num.A < Num.B, f"{Num.B}", [10, 20, 30][Num.B], Num.A == 1, isinstance(Num.A, int))
class IF(IntFlag):
    A = 1
    B = 2
print(IF.A | 8, repr(IF(3)), IF.A | IF.B == 3, repr(IF.A + IF.B))
Animal = Enum("Animal", "ANT BEE CAT"); print(Animal, list(Animal), Animal.BEE.name)
class Auto(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values): return name.lower() + str(count)
    RED = auto(); BLUE = auto()
print([m.value for m in Auto])
class Chapters(Enum):
    @classmethod
    def _missing_(cls, value): return cls.UNKNOWN if isinstance(value, str) else None
    ONE = 1; UNKNOWN = 0
    helper = nonmember(5)
print(Chapters("x"), Chapters.helper)
def dup():
    @unique
    class Bad(Enum):
        A = 1; B = 1
def sub():
    class More(Weekday): X = 9
def missing():
    @verify(CONTINUOUS)
    class Gap(Enum): A = 1; B = 3
def same():
    class Twice(Enum): A = 1; A = 2
for bad in (dup, sub, missing, same, lambda: Weekday(9), lambda: Weekday["X"], lambda: setattr(Weekday, "MONDAY", 5), lambda: Weekday.MONDAY < Weekday.TUESDAY, lambda: delattr(Weekday, "SUNDAY"), lambda: Chapters(2)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
print(Weekday.MONDAY.__class__, type(Weekday) is EnumType, Weekday.MONDAY is Weekday(1), hash(Weekday.MONDAY) == hash("MONDAY"), dir(Shape)[-4:])
