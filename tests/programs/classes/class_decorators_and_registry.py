import functools


def add_repr(cls):
    def __repr__(self):
        return f"{cls.__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"
    cls.__repr__ = __repr__
    return cls


def singleton(cls):
    instances = {}

    @functools.wraps(cls, updated=())
    def get(*a, **k):
        if cls not in instances:
            instances[cls] = cls(*a, **k)
        return instances[cls]
    return get


def timed_methods(prefix):
    def deco(cls):
        for name, f in list(vars(cls).items()):
            if callable(f) and not name.startswith("_"):
                def wrap(f=f, name=name):
                    def inner(self, *a):
                        print(prefix, name, a)
                        return f(self, *a)
                    return inner
                setattr(cls, name, wrap())
        return cls
    return deco


@add_repr
class P:
    def __init__(self, x, y):
        self.x, self.y = x, y


@singleton
class Config:
    """The config."""

    def __init__(self, v=1):
        self.v = v


@timed_methods("->")
class Calc:
    def add(self, a, b): return a + b
    def neg(self, a): return -a
    def _hidden(self): return "untouched"


print(P(1, "a"), Config(5) is Config(6), Config().v, Config.__name__, Config.__doc__)
c = Calc()
print(c.add(1, 2), c.neg(3), c._hidden())


class Registry(dict):
    def __call__(self, cls=None, *, name=None):
        if cls is None:
            return lambda c: self(c, name=name)
        self[name or cls.__name__.lower()] = cls
        return cls

    def create(self, kind, *a):
        try:
            return self[kind](*a)
        except KeyError:
            raise ValueError(f"unknown {kind!r}; have {sorted(self)}") from None


shapes = Registry()


@shapes
class Circle:
    def __init__(self, r): self.area = round(3.14 * r * r, 2)


@shapes(name="box")
class Square:
    def __init__(self, s): self.area = s * s


print(sorted(shapes), shapes.create("circle", 2).area, shapes.create("box", 3).area)
try:
    shapes.create("blob")
except ValueError as e:
    print(e)


def enum_like(cls):
    for i, n in enumerate(cls.__annotations__):
        setattr(cls, n, i)
    return cls


@enum_like
class Level:
    LOW: int
    HIGH: int


print(Level.LOW, Level.HIGH)
def broken(cls): return None
@broken
class Gone: pass
print(Gone)
