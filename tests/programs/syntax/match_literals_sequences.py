# Structural pattern matching: literals, captures, sequences, or-patterns, guards.
def kind(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case -1:
            return "minus one"
        case 1.5:
            return "one and a half"
        case 2 + 3j:
            return "complex"
        case True:
            return "never: True == 1"
        case None:
            return "none"
        case "a" "b":
            return "ab"
        case b"x":
            return "bytes"
        case str() as s if s.isupper():
            return f"upper {s}"
        case str(s):
            return f"str {s}"
        case []:
            return "empty sequence"
        case [x]:
            return f"one: {x}"
        case [1, y]:
            return f"one and {y}"
        case [x, y]:
            return f"two: {x} {y}"
        case (x, *_, z) if x == z:
            return f"same ends {x}"
        case [first, *rest]:
            return f"first={first} rest={rest}"
        case int() | float() as n:
            return f"number {n}"
        case _:
            return f"other {type(x).__name__}"


tests = [0, 0.0, False, True, 2, -1, 1.5, 2 + 3j, None, "ab", b"x", "SHOUT", "quiet", [], (), [7], (1, 9), [8, 9], [5, 0, 5], [1, 2, 3], (4, 5, 6, 7), range(2), range(4), 99, 2.25, {1}, {}, bytearray(b"x"), iter([1]), object]
for t in tests:
    shown = "iterator" if "iterator" in type(t).__name__ else repr(t)
    print(f"{shown:>16}  {kind(t)}")


def nested(x):
    match x:
        case [[a, b], [c, d]]:
            return a * d - b * c
        case [("add" | "sub") as op, (int() | float()) as l, r]:
            return (op, l, r)
        case [[[x]]]:
            return ("deep", x)
        case ["go", ("north" | "south" | "east" | "west") as way]:
            return "going " + way
        case ["drop", *objects]:
            return objects
    return "nothing"


for t in ([[1, 2], [3, 4]], ["add", 1, "z"], ["sub", 2.5, None], ["mul", 1, 2], [[["x"]]], "go north".split(), "go up".split(), "drop a b c".split(), ["drop"], "go"):
    print(t, "->", nested(t))
match 5:
    case captured:
        pass
print(captured)
match 1, 2:
    case a, b:
        print(a, b)
match = case = type = 3      # soft keywords stay names
print(match, case, type)
_ = "kept"
match 9:
    case _:
        print(_)
