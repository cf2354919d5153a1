# and / or / not return operands, not bools.
print(0 or "default", "" or [] or {}, 1 and 2, [] and 1 / 0)
print(1 or 1 / 0, None and None.x, not [], not not "a")
print(1 and 0 or 3, 0 or 1 and 2, not 1 or 2)


def t(name, value):
    print(name, end=" ")
    return value


print("->", t("a", 0) or t("b", 1) and t("c", 0) or t("d", 9))
print("->", t("a", 1) and t("b", 0) and t("c", 1))
print("->", not t("a", 1) and t("b", 1))
print("->", t("x", 1) if t("cond", 0) else t("y", 2))
print("->", t("a", 1) if t("c1", 0) else t("b", 2) if t("c2", 0) else t("c", 3))


class Truth:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        print(f"bool({self.v})", end=" ")
        return self.v


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        print(f"len={self.n}", end=" ")
        return self.n


print("yes" if Truth(True) else "no")
print("yes" if Sized(0) else "no")
if Truth(False) or Truth(True):
    print("or")
if not (Truth(True) and Sized(3)):
    print("never")
else:
    print("else")
while Truth(False):
    pass
print()
for bad in (type("B", (), {"__bool__": lambda s: 1}), type("L", (), {"__len__": lambda s: -1}), type("L", (), {"__len__": lambda s: "x"})):
    try:
        print(bool(bad()))
    except Exception as exc:
        print(type(exc).__name__, exc)
for v in (0, 0.0, 0j, "", b"", (), [], {}, set(), range(0), None, False, "0", [0], -0.0, float("nan"), object):
    print(repr(v), bool(v), end=" | ")
print()
print(True + True, True * 3.5, -True, True & False, True ^ True, True | 2, type(True & True), type(True & 1))
