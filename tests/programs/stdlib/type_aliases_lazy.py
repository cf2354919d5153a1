# Type aliases: lazily evaluated, generic, recursive, unpacked.
from typing import TypeAliasType, get_type_hints
type Pair[T] = tuple[T, T]
print(Pair, Pair[int], Pair.__type_params__, Pair.__value__, Pair.__name__)
type Alias = tuple[int, str]
type Unpacked = tuple[bool, *Alias]
print(Unpacked.__value__, list(Alias))
type Tree = list[Tree] | int
print(Tree.__value__)
type Late = undefined
try:
    Late.__value__
except NameError as e:
    print(e)
undefined = int
print(Late.__value__)
print(Alias | None, isinstance(Alias, TypeAliasType), TypeAliasType("X", int).__value__)
try:
    isinstance(1, Alias)
except TypeError as e:
    print(e)
def f(x: Alias) -> Pair[int]: ...
print(get_type_hints(f))
