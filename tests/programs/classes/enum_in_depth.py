"""enum: members, aliases, auto, flags, methods, restrictions."""
import enum
from enum import Enum, IntEnum, Flag, IntFlag, StrEnum, auto, unique


class Colour(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()

    @classmethod
    def default(cls):
        return cls.GREEN


print(Colour.RED, repr(Colour.RED), Colour(2), Colour["GREEN"], Colour.CRIMSON is Colour.RED, list(Colour))
print(Colour.RED.pretty, Colour.default(), Colour.__members__, len(Colour), Colour.RED in Colour, 1 in Colour)
for action in (
    lambda: Colour(7),
    lambda: Colour["BLUE"],
    lambda: setattr(Colour, "RED", 5),
    lambda: Colour.RED < Colour.GREEN,
    lambda: Colour.BLUE,
    lambda: type("Sub", (Colour,), {}),
):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 6.67300e-11 * self.mass / (self.radius * self.radius)


print(Planet.EARTH.value, round(Planet.EARTH.gravity, 3), Planet.MARS)


class Level(IntEnum):
    LOW = auto()
    HIGH = auto()


print(Level.LOW < Level.HIGH, Level.HIGH + 1, Level(1), f"{Level.HIGH}", f"{Level.HIGH!r}", sorted(Level, reverse=True))


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R | Perm.X, repr(Perm.RW), Perm.RW & Perm.W, ~Perm.R, Perm.R in Perm.RW, list(Perm.RW), bool(Perm.R & Perm.W), Perm(0))
try:
    Perm(16)
except ValueError as error:
    print(error)


class Bits(IntFlag):
    A = 1
    B = 4


print(Bits.A | 8, repr(Bits.A | Bits.B), Bits(5), Bits.A + 1)


class Word(StrEnum):
    HELLO = auto()
    BYE = "bye!"


print(Word.HELLO, Word.BYE.upper(), Word("hello"), repr(Word.BYE))
try:
    @unique
    class Dup(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)


class Auto(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    ONE = auto()
    TWO = auto()

    @classmethod
    def _missing_(cls, value):
        return cls.ONE if value == "uno" else None


print(list(Auto), Auto("uno"))
Animal = Enum("Animal", "ANT BEE CAT")
print(list(Animal), Animal.BEE.value, Animal.__name__)
print(enum.Enum.__name__, Colour.RED.__class__, isinstance(Colour.RED, Colour), hash(Colour.RED) == hash("RED"))
match Colour.RED:
    case Colour.GREEN:
        print("green")
    case Colour.RED:
        print("red")
