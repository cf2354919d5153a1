# Descriptors: data, non-data, __set_name__, and lookup order.
class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return f"descriptor {self.name} of {owner.__name__}"
        return obj.__dict__.get(self.name, "unset")

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        obj.__dict__[self.name] = value

    def __delete__(self, obj):
        print("delete", self.name)
        obj.__dict__.pop(self.name, None)


class Point:
    x = Typed(int)
    label = Typed(str)


p = Point()
print(p.x)
p.x = 3
print(p.x, Point.x, p.__dict__)
try:
    p.label = 5
except TypeError as exc:
    print(exc)
p.__dict__["x"] = "direct"
print(p.x)
del p.x
print(p.x)


class NonData:
    def __get__(self, obj, owner):
        return "non-data"


class Data(NonData):
    def __set__(self, obj, value):
        print("data set", value)


class K:
    n = NonData()
    d = Data()
    plain = "class"


k = K()
k.__dict__.update(n="instance n", d="instance d", plain="instance plain")
print(k.n, k.d, k.plain)
k.d = 5
k.n = "assigned"
print(k.__dict__)


class Method:
    """Binds like a function does."""

    def __init__(self, f):
        self.f = f

    def __get__(self, obj, owner):
        return self if obj is None else lambda *a: self.f(obj, *a)


class M:
    @Method
    def double(self, x):
        return (type(self).__name__, x * 2)


print(M().double(4), type(M.double).__name__)


class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__["so"] = value * 2


class S:
    so = SetOnly()


s = S()
print(type(s.so).__name__)
s.so = 21
print(s.so)
try:
    del s.so
except AttributeError as exc:
    print(exc)
try:
    class Bad:
        class _D:
            def __set_name__(self, owner, name):
                raise ValueError("bad name")
        d = _D()
except ValueError as exc:
    print(exc, exc.__notes__)


class Lazy:
    def __init__(self, f):
        self.f = f

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner):
        print("computed once")
        value = obj.__dict__[self.name] = self.f(obj)
        return value


class Report:
    @Lazy
    def total(self):
        return 99


r = Report()
print(r.total, r.total)
M.later = d = Typed(int)
print(hasattr(d, "name"))
def fn(self): return self
print(fn.__get__("obj", str)(), type(fn.__get__("obj")).__name__)
