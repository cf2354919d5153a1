"""Operators whose methods belong to other objects and classes."""


class Borrows:
    __add__ = (40).__add__
    __sub__ = {1, 2}.__sub__
    __mul__ = [1].__mul__
    __and__ = staticmethod(lambda other: ("static", other))
    __eq__ = [1].__eq__
    __lt__ = classmethod(lambda cls, other: cls.__name__)
    __matmul__ = len


own = Borrows()
print(own + 2, own - {1}, own * 2, own & 2, own == [1], own < 3, own @ [1, 2])
own += 3
print(own)


class Odd(int):
    __add__ = str.__add__
    __radd__ = list.__add__
    __ge__ = str.__ge__


for attempt in (lambda: Odd(3) + 2, lambda: 2 + Odd(3), lambda: Odd(3) >= 2):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
