# Metaclasses: __new__, __init__, __call__, __prepare__, keywords, conflicts.
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"injected": "by prepare"}

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, [k for k in ns if not k.startswith("__")], kw)
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args)
        obj = super().__call__(*args, **kw)
        obj.stamped = True
        return obj

    def __len__(cls):
        return 42

    def __getitem__(cls, k):
        return f"{cls.__name__}[{k}]"

    def __contains__(cls, x):
        return x == "yes"

    def __iter__(cls):
        return iter([1, 2])

    def __repr__(cls):
        return f"<Meta class {cls.__name__}>"

    def hello(cls):
        return "hello from " + cls.__name__


class Base(metaclass=Meta, option=1):
    attr = 1

    def __init__(self, x):
        self.x = x


class Child(Base):
    pass


c = Child(5)
print(c.x, c.stamped, Child.injected, type(Child).__name__)
print(len(Base), Base["k"], "yes" in Base, list(Base), repr(Base), Base.hello())
try:
    c.hello()
except AttributeError as exc:
    print(exc)
Dynamic = Meta("Dynamic", (Base,), {"z": 3})
print(Dynamic.z, Dynamic)


class Singleton(type):
    _instances = {}

    def __call__(cls, *a):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*a)
        return cls._instances[cls]


class Conf(metaclass=Singleton):
    def __init__(self, v=None):
        self.v = v


print(Conf(1) is Conf(2), Conf().v)
try:
    class Conflict(Conf, Base):
        pass
except TypeError as exc:
    print(exc)


class AutoRepr(type):
    def __new__(mcs, name, bases, ns):
        ns.setdefault("__repr__", lambda self: f"{name}({self.__dict__})")
        return type.__new__(mcs, name, bases, ns)


class Rec(metaclass=AutoRepr):
    def __init__(self):
        self.a = 1


print(Rec())


def func_meta(name, bases, ns):
    return (name, sorted(k for k in ns if not k.startswith("__")))


class NotAClass(metaclass=func_meta):
    q = 1


print(NotAClass)


class Fields(type):
    @classmethod
    def __prepare__(mcs, *a):
        class D(dict):
            def __missing__(self, key):
                if key.startswith("auto_"):
                    self[key] = len([k for k in self if k.startswith("auto_")])
                    return self[key]
                raise KeyError(key)
        return D()

    def __new__(mcs, name, bases, ns):
        return super().__new__(mcs, name, bases, dict(ns))


class Enumish(metaclass=Fields):
    auto_a, auto_b
    auto_c


print(Enumish.auto_a, Enumish.auto_b, Enumish.auto_c)
T = type("T", (object,), {"m": lambda self: "made", "__doc__": "doc"})
print(T().m(), T.__doc__, T.__module__, type(5), type("x", (), {}).__name__)
for bad in (lambda: type(), lambda: type(1, 2), lambda: type("x", 5, {}), lambda: type(5, (), {}), lambda: type("x", (), 5), lambda: type("X", (), {}, k=1)):
    try:
        bad()
    except TypeError as exc:
        print(exc)
