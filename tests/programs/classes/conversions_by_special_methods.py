"""Conversions: __int__, __float__, __complex__, __index__, __bool__, __str__, __bytes__, __format__, __hash__, __len__ …"""
import math
import operator


class Everything:
    def __int__(self):
        return 7

    def __float__(self):
        return 7.5

    def __complex__(self):
        return 7 + 1j

    def __index__(self):
        return 3

    def __bool__(self):
        return False

    def __str__(self):
        return "as str"

    def __repr__(self):
        return "as repr"

    def __bytes__(self):
        return b"as bytes"

    def __format__(self, spec):
        return f"as format {spec!r}"

    def __hash__(self):
        return 42

    def __len__(self):
        return 5

    def __length_hint__(self):
        return 9

    def __round__(self, n=None):
        return ("rounded", n)

    def __trunc__(self):
        return "trunc"

    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "invert"

    def __abs__(self):
        return "abs"

    def __divmod__(self, other):
        return ("divmod", other)

    def __fspath__(self):
        return "/as/path"

    def __sizeof__(self):
        return 100


e = Everything()
print(int(e), float(e), complex(e), operator.index(e), bool(e), str(e), repr(e), bytes(e), hash(e), len(e))
print(format(e, "x"), f"{e}", f"{e!r:>10}", f"{e!s}", "{:abc}".format(e), "%s %r" % (e, e))
print(round(e), round(e, 2), math.trunc(e), math.floor(e), math.ceil(e), -e, +e, ~e, abs(e), divmod(e, 4))
print([10, 20, 30, 40][e], "abcdef"[e:], range(10)[e], hex(e), bin(e), oct(e), 2 ** 5 if e else "falsy")
print(list(range(e)), b"x" * e, [0] * e, math.factorial(e), chr(e + 62) if hasattr(e, "__add__") else chr(operator.index(e) + 62))
print(operator.length_hint(e), e.__sizeof__(), __import__("os").fspath(e))


def wrong(name, value):
    return type("Wrong", (), {name: lambda self, *a: value})()


for name, value, use in (
    ("__int__", "x", int), ("__int__", True, int), ("__float__", 1, float), ("__complex__", 1, complex), ("__index__", 1.5, hex),
    ("__bool__", 1, bool), ("__str__", 1, str), ("__repr__", None, repr), ("__bytes__", "s", bytes), ("__hash__", "h", hash),
    ("__len__", "l", len), ("__len__", 2.5, len), ("__len__", -2, len), ("__len__", 10 ** 30, len), ("__format__", 5, format),
    ("__iter__", 5, iter), ("__next__", 5, next), ("__dir__", 5, dir), ("__length_hint__", "q", list), ("__fspath__", 1, open),
    ("__contains__", "yes", lambda o: 1 in o), ("__eq__", "maybe", lambda o: o == 1), ("__getitem__", "g", lambda o: o[0]),
    ("__call__", "called", lambda o: o(1, 2)), ("__reversed__", [1], reversed), ("__index__", 2, lambda o: "abc"[o]),
    ("__round__", 8, round), ("__abs__", "a", abs), ("__enter__", 1, lambda o: o.__enter__()), ("__bool__", None, lambda o: not o),
):
    import warnings
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            print(name, repr(value), "->", repr(use(wrong(name, value))))
        except Exception as error:
            print(name, repr(value), "->", type(error).__name__, error)
        for warning in caught:
            print("   ", warning.category.__name__, warning.message)
