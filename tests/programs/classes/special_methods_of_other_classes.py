"""Special methods taken from other classes: bound to an object, unbound, or of a class that does not fit."""


class Borrowed:
    __len__ = [1, 2, 3].__len__
    __contains__ = {1, 2}.__contains__
    __getitem__ = {"k": "v"}.__getitem__
    __iter__ = [7, 8].__iter__
    __str__ = "text".__str__
    __hash__ = (5).__hash__


b = Borrowed()
print(len(b), 1 in b, 5 in b, b["k"], list(b), str(b), hash(b) == 5)
try:
    b["nothing"]
except KeyError as e:
    print("KeyError", e)


class Misfit(int):
    __contains__ = list.__contains__
    __iter__ = tuple.__iter__
    __getitem__ = dict.__getitem__
    __len__ = set.__len__


m = Misfit(1)
for attempt in (
    lambda: 1 in m,
    lambda: iter(m),
    lambda: m["x"],
    lambda: len(m),
    lambda: [*m],
):
    try:
        print(attempt())
    except TypeError as e:
        print("TypeError", e)


class Text(str):
    __len__ = bytes.__len__


try:
    len(Text("abc"))
except TypeError as e:
    print("TypeError", e)
