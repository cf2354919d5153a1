# Cells with formulas, dependencies, recalculation and cycle detection.
import re


class Cycle(Exception):
    pass


class Sheet:
    def __init__(self):
        self.formulas, self.cache, self.visiting = {}, {}, []

    def __setitem__(self, cell, value):
        self.formulas[cell] = value
        self.cache.clear()

    def __getitem__(self, cell):
        if cell in self.cache:
            return self.cache[cell]
        if cell in self.visiting:
            raise Cycle(" -> ".join([*self.visiting, cell]))
        f = self.formulas.get(cell, 0)
        if isinstance(f, str) and f.startswith("="):
            self.visiting.append(cell)
            try:
                f = eval(self.compile(f[1:]), {"__builtins__": {}}, Scope(self))
            finally:
                self.visiting.pop()
        self.cache[cell] = f
        return f

    def compile(self, text):
        return re.sub(r"([A-Z])(\d):([A-Z])(\d)", lambda m: "[" + ", ".join(f"{chr(c)}{r}" for c in range(ord(m[1]), ord(m[3]) + 1) for r in range(int(m[2]), int(m[4]) + 1)) + "]", text)

    def show(self):
        for c in sorted(self.formulas):
            try:
                print(f"{c:3} {self.formulas[c]!s:18} {self[c]!r}")
            except Cycle as e:
                print(f"{c:3} {self.formulas[c]!s:18} #CYCLE {e}")
            except Exception as e:
                print(f"{c:3} {self.formulas[c]!s:18} #ERR {type(e).__name__}: {e}")


class Scope(dict):
    FUNCS = {"SUM": sum, "MAX": max, "AVG": lambda xs: sum(xs) / len(xs), "IF": lambda c, a, b: a if c else b, "ROUND": round}

    def __init__(self, sheet):
        self.sheet = sheet

    def __missing__(self, name):
        return self.FUNCS[name] if name in self.FUNCS else self.sheet[name]


s = Sheet()
for cell, v in {"A1": 10, "A2": 20, "A3": 12.5, "B1": "=A1 * 2", "B2": "=B1 + A2", "C1": "=SUM(A1:A3)", "C2": "=AVG(A1:B2)", "C3": "=IF(C1 > 40, 'big', 'small')", "D1": "text", "D2": "=D1 + A1", "D3": "=1 / (A1 - 10)", "E1": "=E2", "E2": "=E1 + 1", "E3": "=Z9"}.items():
    s[cell] = v
s.show()
s["A1"] = 100
print(s["B2"], s["C3"], s["D3"], s["C1"])
