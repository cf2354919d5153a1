print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, int)), isinstance(1, int | str), isinstance(None, type(None)), isinstance(None, int | None), isinstance(1, object), isinstance(int, type), isinstance(1, ((str, (int,)),)), isinstance([], list), isinstance("a", (list, dict)), isinstance(1, ()))
print(issubclass(bool, int), issubclass(int, (str, object)), issubclass(int, int | str), issubclass(type, object), issubclass(object, type))
for f in (lambda: isinstance(1, 5), lambda: isinstance(1, "int"), lambda: isinstance(1, [int]), lambda: issubclass(1, int), lambda: issubclass(int, 1), lambda: isinstance([1], list[int]), lambda: issubclass(int, list[int]), lambda: isinstance(1, (int, 5)), lambda: isinstance("a", (int, 5))):
    try:
        print(f())
    except TypeError as e:
        print(e)
class Meta(type):
    def __instancecheck__(cls, o):
        print("instancecheck", end=" ")
        return o == 42
    def __subclasscheck__(cls, c):
        print("subclasscheck", end=" ")
        return c is str
class Magic(metaclass=Meta):
    pass
print(isinstance(42, Magic), isinstance(1, Magic), isinstance(Magic(), Magic), issubclass(str, Magic), issubclass(int, Magic))
class Liar:
    @property
    def __class__(self):
        return int
print(isinstance(Liar(), int), type(Liar()) is Liar, isinstance(Liar(), Liar))
print(type(1) is int, type(1) == int, type(True) is int, type("") in (str, bytes), type(type(1)), type(None).__name__, type(lambda: 0).__name__, (1).__class__, type(1)(5.5))
print(callable(int), callable(len), callable(5), callable(lambda: 0), callable(type("C", (), {"__call__": lambda s: 1})()), callable(type("D", (), {})))
import collections.abc as c
print(isinstance([], c.Iterable), isinstance({}, c.Mapping), isinstance("", c.Sequence), isinstance({}, c.Sequence), isinstance(iter([]), c.Iterator), isinstance(len, c.Callable), isinstance(1, c.Hashable), isinstance([], c.Hashable), issubclass(dict, c.MutableMapping))
import numbers
print([n.__name__ for n in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral) if isinstance(1.5, n)], isinstance(1, numbers.Integral), isinstance(1j, numbers.Real))
a = b = []
c2 = []
print(a is b, a is c2, a == c2, id(a) == id(b), id(a) == id(c2), None is None, a is not c2)
from typing import Protocol, runtime_checkable
@runtime_checkable
class Closeable(Protocol):
    def close(self): ...
class F:
    def close(self): ...
print(isinstance(F(), Closeable), isinstance(1, Closeable), issubclass(F, Closeable))
