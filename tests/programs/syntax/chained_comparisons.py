"""Chained comparisons evaluate each operand once and stop early."""


def val(x):
    print("val", x, end="; ")
    return x


print(val(1) < val(2) < val(3))
print(val(3) < val(2) < val(1))
print(val(1) < val(3) > val(2))
print(val(1) == val(1) != val(2) <= val(2))
print(1 < 2 in [2, 3], 1 in [1] == True, (1 in [1]) == True)
print(not 1 < 2 < 3, not (1 > 2))


class Noisy:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print(f"{self.n}<{other.n}", end=" ")
        return self.n < other.n and self.n  # not always a bool

    def __repr__(self):
        return f"N{self.n}"


a, b, c = Noisy(1), Noisy(2), Noisy(3)
print(a < b < c)
print(c < b < a)
print(Noisy(0) < b < c)
print(a < b > a)
x = 5
print(0 <= x < 10, 0 <= x < 5, 0 < x <= 5 < 6)
zero = 0
print(None is None is not zero)
print("a" < "b" < "c", "a" in "abc" in ["abc"])
for expr in ("1 < 'a'", "1 < 2 < 'a'", "1 > 2 < 'a'", "[] < ()", "None < None", "{} <= {}", "1j < 2"):
    try:
        print(expr, "->", eval(expr))
    except TypeError as exc:
        print(expr, "->", exc)
print([1, 2] < [1, 2, 0], (1, "b") > (1, "a"), [1, [2]] == [1, [2]])
nan = float("nan")
print(nan == nan, nan != nan, nan is nan, [nan] == [nan], nan in [nan], 1 < nan < 2)
