"""Cooperative inheritance: the order of resolution, super() in every place, mixins."""


class Root:
    def ping(self):
        print(f"{self}.ping() in Root")

    def pong(self):
        print(f"{self}.pong() in Root")

    def __repr__(self):
        return f"<instance of {type(self).__name__}>"


class A(Root):
    def ping(self):
        print(f"{self}.ping() in A")
        super().ping()

    def pong(self):
        print(f"{self}.pong() in A")
        super().pong()


class B(Root):
    def ping(self):
        print(f"{self}.ping() in B")
        super().ping()

    def pong(self):
        print(f"{self}.pong() in B")


class Leaf(A, B):
    def ping(self):
        print(f"{self}.ping() in Leaf")
        super().ping()


leaf = Leaf()
leaf.ping()
leaf.pong()
print([c.__name__ for c in Leaf.__mro__])


class U:
    def __str__(self):
        return "a U"

    def ping(self):
        print(f"{self!s}.ping() in U")
        super().ping()


class LeafUA(U, A):
    def ping(self):
        print(f"{self}.ping() in LeafUA")
        super().ping()


LeafUA().ping()
try:
    U().ping()
except AttributeError as error:
    print(error.name, error)


class Init1:
    def __init__(self, **kw):
        print("Init1", sorted(kw))
        super().__init__(**kw)


class Init2:
    def __init__(self, *, b=0, **kw):
        print("Init2", b, sorted(kw))
        super().__init__(**kw)


class Both(Init1, Init2):
    pass


Both(b=3)
try:
    Both(b=3, c=4)
except TypeError as error:
    print(error)
s = super(A, leaf)
print(s.__thisclass__, s.__self__, s.__self_class__)
print(super(A, Leaf).ping.__qualname__, super(B, leaf).ping.__qualname__)


class Cls:
    @classmethod
    def make(cls):
        return "Cls.make of " + cls.__name__

    @staticmethod
    def stat():
        return "stat"

    @property
    def p(self):
        return 10


class Sub(Cls):
    @classmethod
    def make(cls):
        return "Sub." + super().make()

    @staticmethod
    def stat():
        return "Sub." + Cls.stat()

    @property
    def p(self):
        return super().p + 1


print(Sub.make(), Sub().make(), Sub.stat(), Sub().p)
try:
    class X(A, B, Root, Leaf):
        pass
except TypeError as error:
    print(error)


def outside():
    super()


try:
    outside()
except RuntimeError as error:
    print(error)


class NoArgs:
    def method():
        super()


try:
    NoArgs.method()
except RuntimeError as error:
    print(error)
try:
    super(int, "a")
except TypeError as error:
    print(error)
print(isinstance(leaf, B), issubclass(Leaf, (int, Root)), Leaf.__base__, Leaf.mro() == list(Leaf.__mro__))
