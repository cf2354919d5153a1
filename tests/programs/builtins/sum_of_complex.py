"""sum() of floats and complex numbers compensates for rounding; it goes on as the items change their type."""
from fractions import Fraction

print(sum([0.1] * 10), sum([1.0, 1e100, 1.0, -1e100]), sum([1e100, 1, -1e100, True]))
print(sum([0.1j] * 10), sum([1.0, 1e100, 1.0, -1e100, 2j]), sum([2 + 1j, 1e100j, 1j, -1e100j]))
print(sum([2j, 1.0, 1e100, 1, -1e100]), sum([1, 2.5, 3j, True, 4]), sum([1j, 2], 0.5), sum([], 1j))
print(sum([0.1j] * 10 + [Fraction(1, 10)]), sum([1, 2j, Fraction(1, 2)]), sum([Fraction(1, 3)] * 3))


class C(complex):
    def __add__(self, other):
        return "mine"

    __radd__ = __add__


print(sum([1, C(2)]))
