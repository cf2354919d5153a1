# Decorators: order, arguments, classes, arbitrary expressions.
def trace(label):
    print("make", label)

    def decorate(obj):
        print("apply", label, "to", obj.__name__)
        return obj

    return decorate


@trace("outer")
@trace("inner")
def greet():
    return "hi"


print(greet())


@trace("class")
class Thing:
    @trace("method")
    def m(self):
        return "m"

    @staticmethod
    @trace("static")
    def s():
        return "s"


print(Thing().m(), Thing.s())


def constant(f):
    return 42


@constant
def replaced():
    pass


print(replaced)
table = {"a": [lambda f: ("first", f.__name__), None]}


@table["a"][0]
def subscripted():
    pass


print(subscripted)


@lambda f: f.__name__.upper()
def shout():
    pass


print(shout)


@(deco := lambda f: f)
def walrused():
    return "w"


print(walrused(), deco(1))


class Counted:
    def __init__(self, f):
        self.f, self.n = f, 0

    def __call__(self, *args, **kw):
        self.n += 1
        return self.f(*args, **kw)


@Counted
def add(a, b=1):
    return a + b


print(add(1), add(2, b=3), add.n)


def repeat(times=2, *, sep="-"):
    def deco(f):
        def wrapper(*a, **k):
            return sep.join(str(f(*a, **k)) for _ in range(times))
        wrapper.__wrapped__ = f
        return wrapper
    return deco


@repeat()
def one():
    return 1


@repeat(3, sep="/")
def two(x):
    return x


print(one(), two("z"), two.__name__, two.__wrapped__.__name__)
try:
    @None
    def broken():
        pass
except TypeError as exc:
    print("TypeError", exc)
try:
    print(broken)
except NameError as exc:
    print(exc)
registry = []


def register(cls):
    registry.append(cls.__name__)
    return cls


for name in "XYZ":
    @register
    class Local:
        tag = name
    print(Local.tag, registry)
