# Operators of builtin classes and what is asked when the first one declines.
from fractions import Fraction


class Right:
    def __radd__(self, other):
        return f"radd {other!r}"

    def __rmul__(self, other):
        return f"rmul {other!r}"

    def __rmod__(self, other):
        return f"rmod {other!r}"

    def __ror__(self, other):
        return f"ror {other!r}"

    def __eq__(self, other):
        return f"eq {other!r}"

    def __lt__(self, other):
        return f"lt {other!r}"

    def __gt__(self, other):
        return f"gt {other!r}"


class List(list):
    def __radd__(self, other):
        return "list radd"

    def __iadd__(self, other):
        return "list iadd"


class Number(int):
    def __radd__(self, other):
        return "number radd"

    def __eq__(self, other):
        return "number eq"

    __hash__ = int.__hash__


class Declines(int):
    def __add__(self, other):
        return NotImplemented


class Plain:
    pass


class Same(Plain):
    def __ne__(self, other):
        return "ne"


r = Right()
print([1] + r, "a" + r if False else "", 1 + r, 1.5 + r, (1,) + r, {1} | r, 2j * r, [1] * r)
print("%s" % r == "x", b"a" % r if False else "", {1: 2} | r, 10**30 + r)
print(1 == r, [1] == r, "a" == r, None == r, 1 < r, (1,) > r, {1} < r)
print([1] + List(), List() + [1], 1 + Number(2), 1 == Number(2), 1.5 + Number(2), 3 + Declines(4))
items = List()
items += [1]
print(items)
numbers = [1]
numbers += (2, 3)
numbers += "ab"
print(numbers, [1] + [2], (1,) * 2, 2 * "ab", {1, 2} & {2}, {1} ^ {2}, {1} - {1}, {1: 2} | {3: 4})
print(10**20 + 1, 10**20 - 10**20, 10**20 % 7, 10**20 // 3, -(10**20) // 3, 2**70 >> 3, 1j + 2, (1 + 2j) * (3 - 1j))
print(True + True, True | False, 5 & True, 1 + 2.5, Fraction(1, 2) + 1, 1 + Fraction(1, 2))
a, b = Plain(), Plain()
print(a == a, a == b, a != a, a != b, a == 1, a != 1, Same() != Same(), Same() == a)
print([1, 2] == [1, 2], (1, 2) < (1, 3), {1} <= {1, 2}, b"a" < b"b", [a] == [a], [a] == [b])
for expression in ["[1] + (2,)", "1 + 'a'", "'a' + 1", "{1} + {2}", "[1] * 'a'", "1 < 'a'", "[] < ()", "a < b", "1j < 2j",
                   "None + 1", "{} | []", "10**30 + []", "b'' + ''"]:
    try:
        print(eval(expression))
    except TypeError as error:
        print(error)
try:
    numbers += 5
except TypeError as error:
    print(error)
