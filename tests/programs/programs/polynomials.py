from itertools import zip_longest


class Poly:
    def __init__(self, *coeffs):
        c = list(coeffs)
        while len(c) > 1 and c[-1] == 0:
            c.pop()
        self.c = tuple(c or [0])

    @property
    def degree(self):
        return len(self.c) - 1

    def __call__(self, x):
        r = 0
        for a in reversed(self.c):
            r = r * x + a
        return r

    def __add__(self, o):
        o = o if isinstance(o, Poly) else Poly(o)
        return Poly(*(a + b for a, b in zip_longest(self.c, o.c, fillvalue=0)))

    __radd__ = __add__

    def __neg__(self):
        return Poly(*(-a for a in self.c))

    def __sub__(self, o):
        return self + -o

    def __mul__(self, o):
        o = o if isinstance(o, Poly) else Poly(o)
        out = [0] * (len(self.c) + len(o.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(o.c):
                out[i + j] += a * b
        return Poly(*out)

    __rmul__ = __mul__

    def __pow__(self, n):
        r = Poly(1)
        for _ in range(n):
            r *= self
        return r

    def __divmod__(self, o):
        from fractions import Fraction
        rem, q = [Fraction(x) for x in self.c], [0] * max(1, self.degree - o.degree + 1)
        while len(rem) >= len(o.c) and any(rem):
            k, shift = rem[-1] / o.c[-1], len(rem) - len(o.c)
            q[shift] = k
            for i, b in enumerate(o.c):
                rem[shift + i] -= k * b
            rem.pop()
        return Poly(*q), Poly(*rem)

    def derivative(self):
        return Poly(*(i * a for i, a in enumerate(self.c) if i))

    def __eq__(self, o):
        return self.c == (o.c if isinstance(o, Poly) else (o,))

    def __str__(self):
        terms = []
        for i, a in reversed(list(enumerate(self.c))):
            if a:
                mono = "" if i == 0 else "x" if i == 1 else f"x^{i}"
                coef = str(abs(a)) if abs(a) != 1 or i == 0 else ""
                terms.append(("-" if a < 0 else "+") + coef + mono)
        text = " ".join(t[0] + " " + t[1:] for t in terms)
        return (text[2:] if text.startswith("+") else text.replace("- ", "-", 1)) or "0"

    __repr__ = __str__


p, q = Poly(-1, 0, 1), Poly(1, 1)
print(p, "|", q, "|", p + q, "|", p - q, "|", p * q, "|", q ** 4, "|", 2 * p + 3, "|", -p)
print(p(3), q(0.5), p.derivative(), p.degree, divmod(p, q), divmod(Poly(1, 2, 3), Poly(1, 2)), p == Poly(-1, 0, 1, 0), p - p, Poly(5) == 5)
x = 2.0
f = Poly(-2, 0, 1)
for _ in range(5):
    x = x - f(x) / f.derivative()(x)
print(round(x, 10), sum([p, q, 1], Poly()), [Poly(*range(n))(2) for n in range(1, 6)])
