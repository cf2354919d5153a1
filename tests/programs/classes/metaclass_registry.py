"""Metaclasses: __prepare__, __new__, __init__, __call__; __init_subclass__; class decorators."""


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        print("prepare", name, [b.__name__ for b in bases], kwargs)
        return {"injected": 1}

    def __new__(mcs, name, bases, namespace, **kwargs):
        print("new", name, sorted(k for k in namespace if not k.startswith("__")))
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        print("init", name)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        print("call", cls.__name__, args)
        instance = super().__call__(*args, **kwargs)
        print("made", instance)
        return instance

    def __repr__(cls):
        return f"<{cls.__name__} by Meta>"

    def __len__(cls):
        return 42

    def __getitem__(cls, key):
        return f"{cls.__name__}[{key}]"

    def __contains__(cls, item):
        return item == "x"

    @property
    def prop(cls):
        return "meta property of " + cls.__name__


class Base(metaclass=Meta, flag=True):
    def __init__(self, value=0):
        self.value = value

    def __repr__(self):
        return f"{type(self).__name__}({self.value})"


class Child(Base):
    extra = 3


print(Child(5), Child, len(Child), Child["k"], "x" in Child, Child.prop, Child.injected)
try:
    Child().prop
except AttributeError as error:
    print(error)
print(type(Child), type(Meta), Meta.__mro__)


class Plugin:
    registry = {}

    def __init_subclass__(cls, /, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[key or cls.__name__.lower()] = cls


class Csv(Plugin, key="csv"):
    pass


class Json(Plugin):
    pass


print(sorted(Plugin.registry), Plugin.registry["csv"].__name__)
try:
    class Bad(Plugin, nonsense=1):
        pass
except TypeError as error:
    print(error)


def add_repr(cls):
    fields = list(cls.__annotations__)
    cls.__repr__ = lambda self: "{}({})".format(
        cls.__name__, ", ".join(f"{f}={getattr(self, f)!r}" for f in fields)
    )
    return cls


@add_repr
class Point:
    x: int = 1
    y: int = 2


print(Point())
Dynamic = type("Dynamic", (Point,), {"z": 3, "total": lambda self: self.x + self.y + self.z})
print(Dynamic().total(), Dynamic.__bases__, Dynamic.__module__)


class A(metaclass=Meta):
    pass


class OtherMeta(type):
    pass


class B(metaclass=OtherMeta):
    pass


try:
    class C(A, B):
        pass
except TypeError as error:
    print(error)
try:
    class D(Base, object, Child):
        pass
except TypeError as error:
    print(error)
try:
    type("E", (bool,), {})
except TypeError as error:
    print(error)
try:
    type("F", (int, str), {})
except TypeError as error:
    print(error)
try:
    type("G", (), {}, 1)
except TypeError as error:
    print(error)
