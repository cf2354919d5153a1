# Mixed arithmetic between int, float, complex, bool, Fraction and Decimal.
from fractions import Fraction as F
from decimal import Decimal as D

vals = {"int": 2, "bool": True, "float": 1.5, "complex": 1j, "F": F(1, 3), "D": D("0.5")}
for op, f in {"+": lambda a, b: a + b, "*": lambda a, b: a * b, "-": lambda a, b: a - b, "/": lambda a, b: a / b, "//": lambda a, b: a // b, "**": lambda a, b: a ** b, "<": lambda a, b: a < b, "==": lambda a, b: a == b}.items():
    for an, a in vals.items():
        row = []
        for bn, b in vals.items():
            try:
                r = f(a, b)
                row.append(f"{r:.4g}" if isinstance(r, (float, complex)) and not isinstance(r, bool) else str(r)[:12])
            except Exception as e:
                row.append(type(e).__name__)
        print(f"{op:2} {an:7}", " ".join(f"{x:>12}" for x in row))
print(round(F(5, 2)), round(D("2.5")), round(2.5), round(True), int(F(7, 2)), float(F(1, 4)), int(D("-1.9")), complex(F(1, 2)), F(D("0.25")), D(str(F(1, 4) * 1.0)))
print(sum([1, 1.5, F(1, 2)]), max(1, 1.5, F(5, 3)), min(D(1), 2), sorted([2, 1.5, F(5, 3), True]), hash(F(1, 2)) == hash(0.5) == hash(D("0.5")), {1: "a"}.get(F(1)), abs(F(-1, 2)), divmod(F(7, 2), 1), pow(F(2), 3))
