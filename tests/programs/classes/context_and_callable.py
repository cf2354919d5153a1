# Objects with __call__, __enter__, __iter__ in one; instances vs types.
class Multi:
    def __init__(self, n):
        self.n = n

    def __call__(self, k=1):
        self.n += k
        return self

    def __enter__(self):
        self.n *= 10
        return self

    def __exit__(self, *exc):
        self.n = -1
        return exc[0] is KeyError

    def __iter__(self):
        return iter(range(self.n))

    def __getitem__(self, i):
        return ("item", i)

    def __repr__(self):
        return f"M{self.n}"


m = Multi(1)
print(m()(2)(k=3))
with m as inner:
    print(inner, inner is m)
print(m)
with Multi(1):
    raise KeyError("swallowed")
print(list(Multi(3)), Multi(0)["z"], callable(m))
m.__call__ = lambda: "instance attribute is ignored by m()"
print(m(), m.__call__())


class Late:
    pass


l = Late()
try:
    l()
except TypeError as exc:
    print(exc)
Late.__call__ = lambda self: "added to the class later"
print(l())
Late.__len__ = lambda self: 4
print(len(l), bool(l))
del Late.__len__
print(bool(l))
Late.__bool__ = lambda self: False
print(bool(l))
Late.__add__ = lambda s, o: ("add", o)
print(l + 1)


class Nope:
    __call__ = None
    __iter__ = None
    __hash__ = None
    __len__ = None
    __add__ = None


for f in (lambda: Nope()(), lambda: iter(Nope()), lambda: hash(Nope()), lambda: len(Nope()), lambda: Nope() + 1):
    try:
        f()
    except TypeError as exc:
        print(exc)


class Fluent:
    def __init__(self):
        self.parts = []

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        def step(*args):
            self.parts.append(f"{name}({', '.join(map(repr, args))})")
            return self
        return step

    def __str__(self):
        return " -> ".join(self.parts)


print(Fluent().select("a", "b").where("x", 1).limit(5))


class Func:
    """A callable class used as a decorator for functions and methods."""

    def __init__(self, f):
        self.f = f

    def __call__(self, *a):
        return ("wrapped", self.f(*a))

    def __get__(self, obj, owner):
        from functools import partial
        return partial(self, obj)


class Uses:
    @Func
    def m(self, x):
        return x + 1


@Func
def plain(x):
    return x * 2


print(Uses().m(1), plain(4))
