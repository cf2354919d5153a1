"""A vector class with the whole set of operators, in the way of a book on the data model."""
import math
import itertools
import functools
import operator
from array import array


class Vector:
    typecode = "d"
    __match_args__ = ("x", "y", "z", "t")
    shortcut_names = "xyzt"

    def __init__(self, components):
        self._components = array(self.typecode, components)

    def __iter__(self):
        return iter(self._components)

    def __repr__(self):
        components = str(list(self._components[:4]))
        return f"Vector({components})"

    def __str__(self):
        return str(tuple(self))

    def __bytes__(self):
        return bytes([ord(self.typecode)]) + bytes(self._components)

    def __eq__(self, other):
        if isinstance(other, Vector):
            return len(self) == len(other) and all(a == b for a, b in zip(self, other))
        return NotImplemented

    def __hash__(self):
        return functools.reduce(operator.xor, (hash(x) for x in self), 0)

    def __abs__(self):
        return math.hypot(*self)

    def __bool__(self):
        return bool(abs(self))

    def __len__(self):
        return len(self._components)

    def __getitem__(self, key):
        if isinstance(key, slice):
            return type(self)(self._components[key])
        return self._components[operator.index(key)]

    def __getattr__(self, name):
        cls = type(self)
        try:
            pos = cls.__match_args__.index(name)
        except ValueError:
            pos = -1
        if 0 <= pos < len(self._components):
            return self._components[pos]
        raise AttributeError(f"{cls.__name__!r} object has no attribute {name!r}")

    def __setattr__(self, name, value):
        cls = type(self)
        if len(name) == 1:
            if name in cls.__match_args__:
                error = "readonly attribute {attr_name!r}"
            elif name.islower():
                error = "can't set attributes 'a' to 'z' in {cls_name!r}"
            else:
                error = ""
            if error:
                raise AttributeError(error.format(cls_name=cls.__name__, attr_name=name))
        super().__setattr__(name, value)

    def __neg__(self):
        return Vector(-x for x in self)

    def __pos__(self):
        return Vector(self)

    def __add__(self, other):
        try:
            pairs = itertools.zip_longest(self, other, fillvalue=0.0)
            return Vector(a + b for a, b in pairs)
        except TypeError:
            return NotImplemented

    __radd__ = __add__

    def __mul__(self, scalar):
        try:
            factor = float(scalar)
        except TypeError:
            return NotImplemented
        return Vector(n * factor for n in self)

    def __rmul__(self, scalar):
        return self * scalar

    def __matmul__(self, other):
        if isinstance(other, Vector) and len(self) == len(other):
            return sum(a * b for a, b in zip(self, other))
        return NotImplemented

    def __format__(self, fmt_spec=""):
        if fmt_spec.endswith("h"):
            fmt_spec = fmt_spec[:-1]
            coords = itertools.chain([abs(self)], self)
            outer = "<{}>"
        else:
            coords = self
            outer = "({})"
        return outer.format(", ".join(format(c, fmt_spec) for c in coords))


v = Vector([3, 4, 5])
print(v, repr(v), bytes(v)[:3], abs(v), bool(Vector([0, 0])))
print(v == Vector([3, 4, 5]), v == (3, 4, 5), v != Vector([1]), hash(v) == hash(Vector((3, 4, 5))))
print(v.x, v.y, v.z, v[-1], v[1:], v[:1])
print(v + (1, 2), (1, 2) + v, v * 2, 2 * v, v @ v, -v, +v)
print(format(v), format(v, ".2f"), format(v, ".3eh"), f"{v:.1f}")
for action in (
    lambda: v.t,
    lambda: setattr(v, "x", 1),
    lambda: setattr(v, "b", 1),
    lambda: v + "abc",
    lambda: v * "abc",
    lambda: v @ 3,
    lambda: v["a"],
    lambda: v[10],
):
    try:
        print(action())
    except (AttributeError, TypeError, IndexError, ValueError) as error:
        print(type(error).__name__, error)
match v:
    case Vector(x, y, z):
        print("matched", x, y, z)
v.tag = "ok"
print(v.tag, sorted(vars(v)))
print(v.w)
