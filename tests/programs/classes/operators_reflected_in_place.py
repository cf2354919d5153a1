"""Reflected and in-place operators: who is asked, in which order, and what is said when nobody knows."""


class Loud:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


def make(name):
    def method(self, other):
        print(f"  {self}.{name}({other})")
        return NotImplemented
    return method


for op in "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul".split():
    setattr(Loud, f"__{op}__", make(f"__{op}__"))
    setattr(Loud, f"__r{op}__", make(f"__r{op}__"))
    setattr(Loud, f"__i{op}__", make(f"__i{op}__"))
for op in "lt le gt ge eq ne".split():
    setattr(Loud, f"__{op}__", make(f"__{op}__"))
Loud.__hash__ = None


class Louder(Loud):
    def __radd__(self, other):
        print("  louder radd")
        return "sum"


a, b, c = Loud("a"), Loud("b"), Louder("c")
import operator
for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and_", "or_", "xor", "matmul",
             "iadd", "isub", "imatmul", "lt", "ge", "eq", "ne"):
    function = getattr(operator, name)
    for left, right in ((a, b), (a, 1), (1, a)):
        try:
            print(name, function(left, right))
        except TypeError as error:
            print(name, error)
print(a + c)
print(divmod(7, 2), pow(2, 5, 7))
for text in ("a < 1", "1 < a", "a == 1", "hash(a)", "-a", "~a", "abs(a)", "int(a)", "float(a)", "a[0]", "a()", "len(a)", "a.b",
             "round(a)", "divmod(a, 1)", "1 in a", "iter(a)", "bool(a)", "complex(a)", "range(a)", "[1][a]", "'%d' % a"):
    try:
        print(text, "=", eval(text))
    except TypeError as error:
        print(text, ":", error)
    except AttributeError as error:
        print(text, ":", error)


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        if isinstance(other, Money):
            return Money(self.cents + other.cents)
        if isinstance(other, int):
            return Money(self.cents + other)
        return NotImplemented

    __radd__ = __add__

    def __iadd__(self, other):
        self.cents += other.cents if isinstance(other, Money) else other
        return self

    def __eq__(self, other):
        return isinstance(other, Money) and self.cents == other.cents

    def __lt__(self, other):
        return self.cents < other.cents

    def __repr__(self):
        return f"Money({self.cents})"


wallet = [Money(5), Money(3)]
print(sum(wallet), sum(wallet, Money(1)), sorted(wallet), max(wallet), min(wallet))
m = n = Money(1)
m += Money(2)
m += 3
print(m, n is m, m != Money(6), Money(1) in wallet)
try:
    {Money(1)}
except TypeError as error:
    print(error)
try:
    Money(1) >= Money(2)
except TypeError as error:
    print(error)
Money(1) + "x"
