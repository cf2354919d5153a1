# Arguments that come from tuples and dictionaries, or are collected in such: what binds where, and what does not.
import functools


def rest(*args, **kwargs):
    return args, kwargs


def mixed(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


def only(*, x, y=1):
    return x, y


def place(a, b=5, /, c=6, **kwargs):
    return a, b, c, kwargs


class Thing:
    def method(self, *args, key=None, **kwargs):
        return type(self).__name__, args, key, kwargs

    @classmethod
    def make(cls, *args, **kwargs):
        return cls.__name__, args, kwargs

    @staticmethod
    def plain(a, *rest):
        return a, rest


class Made:
    def __init__(self, *args, **kwargs):
        self.args, self.kwargs = args, kwargs


def forward(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


@forward
def add(a, b, *, scale=1):
    return (a + b) * scale


def show(call, *args, **kwargs):
    try:
        print(call.__name__, call(*args, **kwargs))
    except TypeError as error:
        print(call.__name__, "TypeError:", error)


print(rest(), rest(1), rest(1, 2, x=3), rest(*[1, 2], **{"k": 5}))
print(mixed(1, c=3), mixed(1, 2, 3, 4, c=5, d=6, e=7), mixed(c=1, a=2))
print(only(x=1), only(y=2, x=3))
print(place(1), place(1, 2, 3, a=4, b=5), place(1, c=9, z=8))
thing = Thing()
print(thing.method(1, key=2), thing.method(*(1, 2), **{"other": 3}), Thing.method(thing, 4))
print(Thing.make(1, a=2), thing.make(*range(3)), thing.plain(1), Thing.plain(1, 2, 3))
print(Made(1, 2, x=3).__dict__, Made().__dict__)
print(add(1, 2), add(1, 2, scale=3), add(*(1, 2), **dict(scale=4)))
show(mixed)
show(mixed, 1)
show(mixed, 1, a=2, c=3)
show(only, 1)
show(only)
show(only, x=1, z=2)
show(place, a=1)
show(place)
show(add, 1)
show(add, 1, 2, 3)
show(add, 1, b=2, a=3)
show(thing.plain)
bound = thing.method
print(bound(1, 2), bound(*"ab"), bound(**{"key": 1, "x": 2}))
print(max(1, 2, 3), max(*[4, 5]), max([1, 9], key=lambda x: -x), max([], default=7), min(3, 2))
print(*"abc", sep="-", end="!\n")
print(dict(a=1, **{"b": 2}), dict(**{}), dict([("x", 1)], y=2))
try:
    rest(**{1: 2})
except TypeError as error:
    print(error)
try:
    rest(**{"a": 1}, **{"a": 2})
except TypeError as error:
    print(error)
try:
    rest(*5)
except TypeError as error:
    print(error)
try:
    rest(**5)
except TypeError as error:
    print(error)


def changing(**kwargs):
    kwargs["new"] = 1
    return kwargs


given = {"old": 0}
print(changing(**given), given)


def defaults(a, b=[], *args, c={}, **kw):
    b.append(a)
    c[a] = len(args)
    return b, c


print(defaults(1), defaults(2, x=1), defaults(3, [], 5), defaults(4, c={}))
print((lambda *a, k=1: (a, k))(*range(70)) == (tuple(range(70)), 1))
