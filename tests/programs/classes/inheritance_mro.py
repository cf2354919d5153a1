# Inheritance, super(), and the order of resolution.
class A:
    def __init__(self):
        print("A.init")
        super().__init__()

    def who(self):
        return ["A"]


class B(A):
    def __init__(self):
        print("B.init")
        super().__init__()

    def who(self):
        return ["B"] + super().who()


class C(A):
    def __init__(self):
        print("C.init")
        super().__init__()

    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def __init__(self):
        print("D.init")
        super().__init__()

    def who(self):
        return ["D"] + super().who()


d = D()
print(d.who(), B().who())
print([k.__name__ for k in D.__mro__], D.mro() == list(D.__mro__), D.__base__.__name__, D.__bases__)
print(super(B, d).who(), super(C, d).who(), A.who(d))
print(issubclass(D, A), issubclass(A, D), isinstance(d, (int, C)), A.__subclasses__())
s = super(D, d)
print(s.__thisclass__.__name__, s.__self__ is d, s.__self_class__.__name__, repr(s)[:18])
try:
    super(D, d).nope
except AttributeError as exc:
    print(exc)
try:
    super(B, 5)
except TypeError as exc:
    print(exc)
try:
    class X(A, B):
        pass
except TypeError as exc:
    print(exc)
try:
    class Y(A, A):
        pass
except TypeError as exc:
    print(exc)
for bases in ((int, str), (bool,), (type(None),), (5,), (type(lambda: 0),), (range,)):
    try:
        type("T", bases, {})
        print("ok", bases)
    except TypeError as exc:
        print(exc)


def no_args():
    super()


try:
    no_args()
except RuntimeError as exc:
    print(exc)


class E:
    def f(self):
        def g(self):
            return super().__repr__
        return g(self)()[:9]

    def broken(notself):
        del notself
        try:
            super()
        except RuntimeError as exc:
            return str(exc)

    @classmethod
    def make(cls):
        return super().__new__(cls)

    @staticmethod
    def static():
        try:
            super()
        except RuntimeError as exc:
            return str(exc)


print(E().f(), E().broken(), type(E.make()).__name__, E.static())


class Mixin:
    def describe(self):
        return f"<{type(self).__name__} {super().describe()}>"


class Plain:
    def describe(self):
        return "plain"


class Mixed(Mixin, Plain):
    pass


print(Mixed().describe(), [k.__name__ for k in Mixed.__mro__])


class List(list):
    def append(self, x):
        super().append(x * 2)


l = List([1])
l.append(5)
print(l, len(l), isinstance(l, list), l + [1], type(l + [1]).__name__, l == [1, 10])
Plain.describe = lambda self: "patched"
print(Mixed().describe())
Mixed.__bases__ = (Plain, Mixin)
print(Mixed().describe(), [k.__name__ for k in Mixed.__mro__])
