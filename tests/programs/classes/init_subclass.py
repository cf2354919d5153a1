# __init_subclass__, __class_getitem__, __set_name__ order, __mro_entries__.
class Plugin:
    registry = {}

    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        print("subclass", cls.__name__, name)
        cls.registry[name or cls.__name__.lower()] = cls

    def __class_getitem__(cls, item):
        return f"{cls.__name__} of {item}"


class Csv(Plugin, name="csv"):
    pass


class Json(Plugin):
    pass


class Deep(Json, name="deep"):
    pass


print({k: v.__name__ for k, v in Plugin.registry.items()})
print(Plugin[int], Json["x"], Csv[1, 2])
try:
    class Bad(Plugin, unknown=1):
        pass
except TypeError as exc:
    print(exc)
try:
    class Plain(object, x=1):
        pass
except TypeError as exc:
    print(exc)
try:
    int[3]
except TypeError as exc:
    print(exc)


class Order:
    def __set_name__(self, owner, name):
        print("set_name", name)


class Parent:
    def __init_subclass__(cls):
        print("init_subclass of", cls.__name__, hasattr(cls, "b"))


class Kid(Parent):
    print("body start")
    a = Order()
    b = Order()
    print("body end")


class Ghost:
    def __mro_entries__(self, bases):
        print("mro_entries", bases[0] is self)
        return (dict,)


class Real(Ghost()):
    pass


print(Real.__bases__, isinstance(Real(), dict), hasattr(Real, "__orig_bases__"))


class Strict:
    required = ("run",)

    def __init_subclass__(cls):
        for name in Strict.required:
            if name not in cls.__dict__:
                raise TypeError(f"{cls.__name__} lacks {name}")


try:
    class Lazy(Strict):
        pass
except TypeError as exc:
    print(exc)


class Good(Strict):
    def run(self):
        return "runs"


print(Good().run(), [k.__name__ for k in Strict.__subclasses__()])
