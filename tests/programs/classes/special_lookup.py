# Special methods are looked up on the type; instance attributes don't count.
class C:
    def __len__(self):
        return 1


c = C()
c.__len__ = lambda: 99
print(len(c), c.__len__())
c.__str__ = lambda: "instance"
print(str(c) != "instance", c.__str__())


class D:
    pass


d = D()
for name, use in (("__len__", len), ("__iter__", iter), ("__call__", lambda o: o()), ("__add__", lambda o: o + 1), ("__enter__", lambda o: exec("with o: pass", {"o": o})), ("__getitem__", lambda o: o[0]), ("__contains__", lambda o: 1 in o), ("__index__", lambda o: [1][o]), ("__neg__", lambda o: -o), ("__lt__", lambda o: o < o), ("__float__", float), ("__await__", None)):
    setattr(d, name, lambda *a: 1)
    if use:
        try:
            use(d)
            print(name, "worked")
        except TypeError as e:
            print(name, "|", e)
D.__len__ = lambda self: 7
print(len(d))


class Meta(type):
    def __len__(cls):
        return 5

    def __getattribute__(cls, name):
        if not name.startswith("__"):
            print("meta getattribute", name)
        return super().__getattribute__(name)


class E(metaclass=Meta):
    attr = 1

    def __getattribute__(self, name):
        print("getattribute", name)
        return super().__getattribute__(name)

    def __len__(self):
        return 6


print(len(E), len(E()), E.attr)
print(E().__len__())


class F:
    def __getattr__(self, name):
        return lambda *a: "from getattr"


f = F()
print(f.anything(), f.__len__())
try:
    len(f)
except TypeError as e:
    print(e)
try:
    f + 1
except TypeError as e:
    print(e)


class G:
    __slots__ = ()
    __add__ = None

    def __radd__(self, o):
        return "radd"


print(1 + G())
try:
    G() + 1
except TypeError as e:
    print(e)


class H(int):
    __hash__ = None


try:
    {H(1): 1}
except TypeError as e:
    print(e)
