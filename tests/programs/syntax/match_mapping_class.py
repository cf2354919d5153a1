from dataclasses import dataclass
from enum import Enum


class Color(Enum):
    RED = 1
    GREEN = 2


@dataclass
class Point:
    x: int
    y: int


class Base:
    __match_args__ = ("name",)

    def __init__(self, name, size=0):
        self.name, self.size = name, size


class Derived(Base):
    pass


def where(p):
    match p:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=yy):
            return f"on y axis at {yy}"
        case Point(xx, 0):
            return f"on x axis at {xx}"
        case Point(x, y) if x == y:
            return "diagonal"
        case Point():
            return "somewhere"
        case Color.RED:
            return "red"
        case Color():
            return "another colour"
        case Derived("d", size=s):
            return f"derived size {s}"
        case Base(n):
            return f"base {n}"
        case {"kind": "circle", "r": r}:
            return f"circle {r}"
        case {"kind": "poly", "points": [Point(x=x0), *more], **others}:
            return f"poly from {x0}, {len(more)} more, others {others}"
        case {"kind": str(k)}:
            return f"kind {k}"
        case {"n": None | 0}:
            return "n empty"
        case {}:
            return "any mapping"
        case int(v) | float(v):
            return f"number {v}"
        case (Point(a, _) | [a, _], b):
            return f"pair {a} {b}"
        case bool() | bytes():
            return "bool or bytes"
        case list():
            return "list"


for p in [Point(0, 0), Point(0, 3), Point(4, 0), Point(2, 2), Point(1, 2), Color.RED, Color.GREEN, Derived("d", 9), Derived("x"), Base("b"), {"kind": "circle", "r": 2, "extra": 1}, {"kind": "poly", "points": [Point(7, 7), 1, 2], "fill": "red"}, {"kind": "star"}, {"kind": 3}, {"n": None}, {"n": 0}, {}, {1: 2}, 3, 2.5, True, (Point(1, 2), 3), ([4, 5], 6), b"q", [1], {1}, None]:
    print(p if not isinstance(p, Base) else type(p).__name__, "->", where(p))


class NoArgs:
    pass


def attempt(label, f):
    try:
        print(label, f())
    except Exception as exc:
        print(label, type(exc).__name__, exc)


def too_many():
    match Point(1, 2):
        case Point(1, 2, 3):
            return 1


def none_accepted():
    match NoArgs():
        case NoArgs(1):
            return 1


def not_a_type():
    match 1:
        case len():
            return 1


def twice():
    match Point(1, 2):
        case Point(1, x=1):
            return 1


for f in (too_many, none_accepted, not_a_type, twice):
    attempt(f.__name__, f)
calls = []


class Lazy:
    @property
    def a(self):
        calls.append("a")
        return 1

    @property
    def b(self):
        calls.append("b")
        raise AttributeError


match Lazy():
    case Lazy(a=2, b=1):
        print("no")
    case Lazy(a=1, b=1):
        print("no")
    case Lazy(a=1):
        print("yes", calls)
