# Mixins, cooperative super with arguments, diamond with state, and name conflicts.
class Root:
    def __init__(self, **kw):
        if kw:
            raise TypeError(f"unexpected {sorted(kw)}")

    def describe(self):
        return ["root"]


class Named(Root):
    def __init__(self, *, name, **kw):
        super().__init__(**kw)
        self.name = name

    def describe(self):
        return [f"name={self.name}", *super().describe()]


class Sized(Root):
    def __init__(self, *, size=1, **kw):
        super().__init__(**kw)
        self.size = size

    def describe(self):
        return [f"size={self.size}", *super().describe()]


class Thing(Named, Sized):
    pass


class Thing2(Sized, Named):
    pass


print(Thing(name="t", size=3).describe(), Thing2(name="u").describe())
for kw in ({}, {"name": "x", "color": 1}):
    try:
        Thing(**kw)
    except TypeError as e:
        print(e)


class JsonMixin:
    def to_json(self):
        import json
        return json.dumps(self.__dict__, sort_keys=True)


class CompareMixin:
    def key(self):
        return tuple(sorted(self.__dict__.items()))

    def __eq__(self, o):
        return type(self) is type(o) and self.key() == o.key()

    def __hash__(self):
        return hash(self.key())


class Point(JsonMixin, CompareMixin):
    def __init__(self, x, y):
        self.x, self.y = x, y


print(Point(1, 2).to_json(), Point(1, 2) == Point(1, 2), len({Point(1, 2), Point(1, 2)}), Point(1, 2) != Point(2, 1))


class A:
    tag = "A"
    def hello(self): return "A"


class B:
    tag = "B"
    def hello(self): return "B"


class AB(A, B):
    def both(self): return A.hello(self) + B.hello(self)


class BA(B, A):
    hello = A.hello


print(AB().hello(), AB().tag, AB().both(), BA().hello(), BA().tag)


class LoggingDict(dict):
    def __setitem__(self, k, v):
        print("set", k)
        super().__setitem__(k, v)


class UpperDict(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)


class Both(LoggingDict, UpperDict):
    pass


b = Both()
b["x"] = 1
print(b, [c.__name__ for c in Both.__mro__])


class Meta(type):
    def mro(cls):
        order = super().mro()
        return [order[0], *sorted(order[1:-1], key=lambda c: c.__name__), order[-1]]


class Z: pass
class Y: pass
class Custom(Z, Y, metaclass=Meta): pass
print([c.__name__ for c in Custom.__mro__])
