# How natives and builtin classes show their parameters, and who takes keyword arguments.
import inspect

for f in (len, print, sorted, sum, isinstance, round, pow, list, tuple, float, complex, map, zip, enumerate, property,
          "".join, [].append, {}.get, "".split, int.from_bytes, dict.fromkeys, list.sort, int.__add__, str.__new__,
          dict, int, str, max, getattr, Exception, range, str.find):
    name = getattr(f, "__qualname__", f)
    try:
        print(name, inspect.signature(f))
    except ValueError as error:
        print(name, type(error).__name__)
print(len.__text_signature__, list.__text_signature__, int.__text_signature__, list.append.__text_signature__)


class Named(float):
    def __init__(self, value, name=None):
        self.name = name


class Pair(tuple):
    def __new__(cls, *items, label=""):
        self = super().__new__(cls, items)
        self.label = label
        return self


class Bag(list):
    def __init__(self, *items, label=""):
        super().__init__(items)
        self.label = label


print(Named(1.5, name="n").name, Pair(1, 2, label="p").label, Bag(1, 2, label="b"), Bag(label="x").label)
for wrong in (lambda: float(x=1), lambda: tuple(iterable=()), lambda: list(a=1), lambda: set(a=1), lambda: bool(x=1)):
    try:
        wrong()
    except TypeError as error:
        print(error)
