"""What natives say about wrong counts of arguments, and classes that cannot be instantiated or subclassed."""

import functools
import re
import types
import typing


def shown(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


nothing = None


def subclass(base):
    class Derived(base):
        pass


for call in (
    re.Match,
    types.UnionType,
    types.GeneratorType,
    types.FrameType,
    types.BuiltinFunctionType,
    type(iter([])),
    type({}.keys()),
    type(re.compile("a")),
    type(functools.cmp_to_key(len)),
    lambda: object.__new__(types.GeneratorType),
    lambda: object.__new__(int),
    lambda: subclass(re.Match),
    lambda: subclass(typing.TypeVar),
    lambda: subclass(bool),
    lambda: subclass(type(None)),
    lambda: (1).__add__(),
    lambda: (1).__pow__(),
    lambda: (1).__pow__(1, 2, 3),
    lambda: (1).__bool__(1),
    lambda: [].__len__(1),
    lambda: [].__iadd__(),
    lambda: [].__setitem__(1),
    lambda: [].__iter__(1),
    lambda: iter([]).__next__(1),
    lambda: object().__eq__(),
    lambda: property().__get__(),
    lambda: nothing(*[], **{"a": 1}),
    lambda: nothing(*len),
    lambda: nothing(**len),
    lambda: [].append(*1),
    lambda: len(*1),
    lambda: iter(int | str),
    lambda: iter(re.match("a", "a")),
    lambda: typing.Union[int, str] | "list",
    lambda: "%.*d" % (2**31, 1),
    lambda: "%.2147483648d" % 1,
    lambda: format(1.0, ".2147483647f"),
    lambda: sum([1.0, 10**100, 1.0, -(10**100)]),
    lambda: type.__type_params__,
    lambda: [].__add__.__objclass__,
):
    print(shown(call))


class Number(int):
    def __rpow__(self, base, modulus=None):
        return f"{base} ** Number % {modulus}"


print(pow(2, Number(3), 5), pow(2, Number(3)), pow(Number(2), 3, 5))
