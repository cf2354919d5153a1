# __new__ and __init__: who gets what.
class Trace:
    def __new__(cls, *args, **kw):
        print("new", cls.__name__, args, kw)
        return super().__new__(cls)

    def __init__(self, *args, **kw):
        print("init", args, kw)


Trace(1, k=2)


class Other:
    def __new__(cls):
        return "not an instance"

    def __init__(self):
        print("never called")


print(Other())


class Shared:
    _cache = {}

    def __new__(cls, key):
        if key not in cls._cache:
            cls._cache[key] = super().__new__(cls)
        return cls._cache[key]

    def __init__(self, key):
        self.inits = getattr(self, "inits", 0) + 1


print(Shared("a") is Shared("a"), Shared("a").inits)


class Upper(str):
    def __new__(cls, s, suffix=""):
        return super().__new__(cls, s.upper() + suffix)


u = Upper("abc", suffix="!")
print(u, type(u).__name__, u.lower(), type(u.lower()).__name__, isinstance(u, str), u == "ABC!")


class Pair(tuple):
    def __new__(cls, a, b):
        return tuple.__new__(cls, (a, b))


print(Pair(1, 2), Pair(1, 2)[0], Pair(1, 2) == (1, 2))


class Positive(int):
    def __new__(cls, v):
        if v < 0:
            raise ValueError("negative")
        return int.__new__(cls, v)

    def __init__(self, v):
        self.original = v

    def __add__(self, other):
        return Positive(int(self) + other)


p = Positive(5)
print(p, p.original, type(p + 1).__name__, type(p * 2).__name__, p + 1, repr(p))
try:
    Positive(-1)
except ValueError as exc:
    print(exc)
bad_init = type("BadInit", (), {"__init__": lambda self: 5})
for f in (lambda: bad_init(), lambda: object.__new__(), lambda: object.__new__(int), lambda: int.__new__(str), lambda: object.__new__(5), lambda: Trace.__init__(), lambda: tuple.__new__(list)):
    try:
        f()
    except TypeError as exc:
        print(exc)
bare = Trace.__new__(Trace)
print(type(bare).__name__)


class OnlyNew:
    def __new__(cls, a):
        self = object.__new__(cls)
        self.a = a
        return self


print(OnlyNew(3).a)
try:
    OnlyNew()
except TypeError as exc:
    print(exc)


class Alt:
    def __init__(self, y, m):
        self.ym = (y, m)

    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split("-")))

    def __repr__(self):
        return f"{type(self).__name__}{self.ym}"


class AltSub(Alt):
    pass


print(Alt.parse("2026-11"), AltSub.parse("2026-12"), AltSub(1, 2).parse("3-4"))
