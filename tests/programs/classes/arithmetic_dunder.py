# Operators: forward, reflected, in-place, unary, and NotImplemented.
class Num:
    def __init__(self, name, ok=True):
        self.name, self.ok = name, ok

    def __repr__(self):
        return self.name


def define(op):
    def forward(self, other):
        print(f"{self}.__{op}__({other})", end=" ")
        return "F" if self.ok else NotImplemented

    def reflected(self, other):
        print(f"{self}.__r{op}__({other})", end=" ")
        return "R" if self.ok else NotImplemented
    setattr(Num, f"__{op}__", forward)
    setattr(Num, f"__r{op}__", reflected)


for op in ("add", "sub", "mul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift", "rshift", "and", "xor", "or", "matmul"):
    define(op)
a, b, no = Num("a"), Num("b"), Num("no", ok=False)
for expr in ("a + b", "no + b", "a - 1", "1 - a", "a * b", "a / b", "a // 2", "2 // a", "a % b", "divmod(a, b)", "divmod(1, a)", "a ** b", "2 ** a", "pow(a, 2)", "a << 1", "1 >> a", "a & b", "1 ^ a", "a | 1", "a @ b", "no @ a", "no + no", "no - 1", "1 - no", "no @ 1", "divmod(no, 1)", "no ** 2", "'s' % a", "'s' + a", "[1] * a", "[1] + a"):
    try:
        print(expr, "=", eval(expr))
    except TypeError as exc:
        print(expr, "!", exc)


class Sub(Num):
    pass


class SubR(Num):
    def __radd__(self, other):
        print("SubR first", end=" ")
        return "SR"


s, sr = Sub("s"), SubR("sr")
print(a + s)
print(a + sr)
print(sr + a)


class Inplace:
    def __init__(self):
        self.log = []

    def __iadd__(self, x):
        self.log.append(("i", x))
        return self

    def __mul__(self, x):
        return "replaced"


i = j = Inplace()
i += 1
print(i is j, i.log)
i *= 2
print(i, j is i)


class Unary:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __round__(self, n="none"): return ("round", n)
    def __trunc__(self): return 7
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __index__(self): return 3
    def __int__(self): return 4
    def __float__(self): return 4.5
    def __complex__(self): return 1 + 2j


import math
u = Unary()
print(-u, +u, ~u, abs(u), round(u), round(u, 2), math.trunc(u), math.floor(u), math.ceil(u), int(u), float(u), complex(u), bin(u), [0, 1, 2, "i"][u], range(u), "ab" * u)
for expr in ("-object()", "+'a'", "~1.5", "abs([])", "round('a')", "1 + 'a'", "'a' + 1", "[] + ()", "{} | []", "1 @ 2", "None * 2", "2 ** 'a'", "pow(2, 3, 'a')", "'a' - 'b'", "b'a' + 'a'", "1 & 1.0", "{1} + {2}"):
    try:
        eval(expr)
    except TypeError as exc:
        print(expr, "!", exc)
x = 5
try:
    x += []
except TypeError as exc:
    print(exc)


class BadIndex:
    def __index__(self):
        return "x"


try:
    [1][BadIndex()]
except TypeError as exc:
    print(exc)
