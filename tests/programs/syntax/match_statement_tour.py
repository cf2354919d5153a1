"""match: every kind of pattern, guards, binding rules."""
import enum
from dataclasses import dataclass


class Cmd(enum.Enum):
    GO = "go"
    STOP = "stop"


@dataclass
class Point:
    x: int
    y: int


def kind(value):
    match value:
        case None:
            return "none"
        case True | False:
            return "bool"
        case 0 | 1 | 2:
            return "small"
        case int(n) if n < 0:
            return f"negative {n}"
        case int() | float():
            return "number"
        case str() as s if len(s) > 5:
            return f"long {s!r}"
        case "":
            return "empty"
        case str(s):
            return f"str {s}"
        case []:
            return "empty seq"
        case [x]:
            return f"one {x}"
        case [Point(x=0), *rest]:
            return f"origin-ish then {rest}"
        case (1, _, *rest, last):
            return f"1..{last} with {rest}"
        case [[a, b], {"k": v}]:
            return f"nested {a} {b} {v}"
        case [*_, Cmd.GO]:
            return "ends with go"
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": t, **others}:
            return f"{t} {others}"
        case {}:
            return "mapping"
        case Point(0, 0):
            return "origin"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(x=px) as p:
            return f"point {px} {p}"
        case Cmd.STOP:
            return "stop"
        case -1.5 | 2 + 3j:
            return "literal"
        case bytes(b):
            return f"bytes {b}"
        case _:
            return f"other {type(value).__name__}"


for value in (
    None, True, 1, -4, 9.5, "a rather long", "", "abc", [], [7], [Point(0, 1), 2], (1, 2, 3, 4), [[1, 2], {"k": 3}],
    [0, Cmd.GO], {"type": "circle", "r": 2}, {"type": "sq", "w": 1}, {"z": 1}, Point(0, 0), Point(2, 2), Point(1, 3),
    Cmd.STOP, Cmd.GO, 2 + 3j, b"xy", {1, 2}, range(3), iter([]), object,
):
    print(kind(value))


def parse(command):
    match command.split():
        case ["go", ("north" | "south") as direction]:
            return f"going {direction}"
        case ["get", item] | ["pick", "up", item]:
            return f"taking {item}"
        case ["drop", *items] if items:
            return f"dropping {', '.join(items)}"
        case [verb]:
            return f"what is {verb}?"
        case _:
            return "?"


for command in ("go north", "go west", "get lamp", "pick up sword", "drop a b", "drop", "a b c"):
    print(parse(command))


class Temp:
    __match_args__ = ("celsius",)

    def __init__(self, c):
        self.celsius = c

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32


match Temp(100):
    case Temp(c, fahrenheit=f):
        print(c, f)
x = 5
match x:
    case y:
        pass
print(y)
match [1, 2, [3, 4]]:
    case [a, *_, [*inner]]:
        print(a, inner)
for bad in (lambda: Temp(1), lambda: Point(1, 2)):
    try:
        match bad():
            case Temp(1, 2):
                print("no")
            case Point(1, 2, 3):
                print("no")
            case _:
                print("fell through")
    except TypeError as error:
        print(error)
match {"a": 1}:
    case {"a": int(n), **rest} if not rest:
        print("only a", n)
match (1, 2), {"x": None}:
    case (int() as p, int() as q), {"x": None}:
        print(p, q)
match 3:
    case 1:
        pass
else_reached = True
print(else_reached)
