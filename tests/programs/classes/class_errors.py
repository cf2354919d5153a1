# What class statements and attribute access refuse, in words.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class X: pass
class Y: pass
class P(X, Y): pass
class Q(Y, X): pass


attempt(lambda: type("Z", (P, Q), {}))
attempt(lambda: type("Z", (1,), {}))
for slots in (("a", "a"), ("a", "1b"), (1,), ("__dict__", "__dict__"), ("__weakref__", "__weakref__")):
    attempt(lambda: type("Z", (), {"__slots__": slots}).__slots__)
attempt(lambda: type("Z", (int,), {"__slots__": ("a",)}))


class Slotted:
    __slots__ = ("__private", "public")

    def __init__(self):
        self.__private = 1


s = Slotted()
print(s._Slotted__private, hasattr(s, "public"))
attempt(lambda: delattr(s, "public"))
attempt(lambda: setattr(s, "other", 1))


class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__["field"] = value * 2


class Holder:
    field = SetOnly()


h = Holder()
print(type(h.field).__name__)
h.field = 21
print(h.field)


def keyword_to_class():
    class Q2(X, flavour=1): pass


attempt(keyword_to_class)


class Meta(type):
    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("frozen", ()):
            raise AttributeError(f"cannot set {name}")
        super().__setattr__(name, value)


class Constants(metaclass=Meta):
    frozen = {"PI"}
    PI = 3


attempt(lambda: setattr(Constants, "PI", 4))
Constants.E = 2
print(Constants.E, Constants.PI)
attempt(lambda: h.field.nope)
attempt(lambda: s.__init__.nope)
