# A vector and a matrix class, as a book would write them.
import math


class Vector:
    __slots__ = ("components",)

    def __init__(self, *components):
        self.components = tuple(components)

    def __repr__(self):
        return f"Vector({', '.join(map(repr, self.components))})"

    def __eq__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return self.components == other.components

    def __hash__(self):
        return hash(self.components)

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        if len(self) != len(other):
            raise ValueError("dimensions differ")
        return Vector(*(a + b for a, b in zip(self, other)))

    def __neg__(self):
        return Vector(*(-a for a in self))

    def __sub__(self, other):
        return self + -other

    def __mul__(self, k):
        if isinstance(k, (int, float)):
            return Vector(*(a * k for a in self))
        return NotImplemented

    __rmul__ = __mul__

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self, other))

    def __abs__(self):
        return math.sqrt(self @ self)

    def __bool__(self):
        return any(self.components)

    def __len__(self):
        return len(self.components)

    def __iter__(self):
        return iter(self.components)

    def __getitem__(self, i):
        r = self.components[i]
        return Vector(*r) if isinstance(i, slice) else r

    def __format__(self, spec):
        return "<" + ", ".join(format(c, spec) for c in self) + ">"


v, w = Vector(3, 4), Vector(1, -1)
print(v + w, v - w, v * 2, 2 * v, v @ w, abs(v), -v, bool(Vector(0, 0)), bool(v))
print(v == Vector(3, 4), v == (3, 4), v != w, {v: "x"}[Vector(3, 4)], list(v), v[0], v[:1], len(v))
print(f"{v:.1f} {w}", sum([v, w], Vector(0, 0)), max([v, w], key=abs))
for f in (lambda: v + 1, lambda: 1 + v, lambda: v * "a", lambda: v + Vector(1), lambda: v[5], lambda: v * v, lambda: v < w, lambda: sum([v, w]), lambda: v - 3):
    try:
        print(f())
    except Exception as exc:
        print(type(exc).__name__, exc)
x, y = v
print(x, y, *v)
v += w
print(v)
try:
    v.z = 1
except AttributeError as exc:
    print(exc)
print(isinstance(v.__add__(1), type(NotImplemented)), Vector.__mul__ is Vector.__rmul__)
