# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__.
class Loud:
    x = "class"

    def __getattribute__(self, name):
        if not name.startswith("__"):
            print("getattribute", name)
        return super().__getattribute__(name)

    def __getattr__(self, name):
        print("getattr", name)
        if name == "dynamic":
            return "made up"
        raise AttributeError(f"no {name} here")

    def __setattr__(self, name, value):
        print("setattr", name, value)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("delattr", name)
        super().__delattr__(name)


l = Loud()
print(l.x)
print(l.dynamic)
try:
    l.other
except AttributeError as exc:
    print("error", exc)
l.y = 5
l.y += 1
del l.y
print(hasattr(l, "zzz"), getattr(l, "zzz", "dflt"))
print(len.__call__([1]))


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_t", target)

    def __getattr__(self, name):
        return getattr(self._t, name)

    def __setattr__(self, name, value):
        setattr(self._t, name, value)

    def __dir__(self):
        return ["b", "a"]


class Target:
    v = 1

    def m(self):
        return "m"

    def __len__(self):
        return 3


p = Proxy(Target())
p.v = 10
print(p.v, p.m(), p._t.v, dir(p), p.__len__())
try:
    len(p)                      # special methods are looked up on the type
except TypeError as exc:
    print(exc)


class Bunch(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__


b = Bunch(a=1)
b.c = 2
print(b.a, b, "c" in b)
del b.a
print(b)
try:
    b.zz
except KeyError as exc:
    print("KeyError", exc)


class Frozen:
    def __init__(self):
        self.__dict__["v"] = 1

    def __setattr__(self, k, v):
        raise AttributeError(f"cannot set {k!r}")

    __delattr__ = lambda self, k: (_ for _ in ()).throw(AttributeError("cannot delete"))


f = Frozen()
for src in ("f.v = 2", "f.n = 2", "del f.v"):
    try:
        exec(src)
    except AttributeError as exc:
        print(exc)
print(f.v)
for src in ("(5).x", "'a'.foo", "[].push", "{}.key", "None.x", "print.x", "(lambda: 0).y", "int.z", "type.q", "(1,).add", "(5).real = 3", "'a'.x = 1", "object().x = 1", "[].append = 3", "len.__name__ = 'a'"):
    try:
        exec(src)
    except Exception as exc:
        print(src, "|", type(exc).__name__, exc)
try:
    [].appnd
except AttributeError as exc:
    print(exc.name, exc.obj)
for bad in (lambda: getattr(1, 5), lambda: setattr(1, 2, 3), lambda: hasattr(1, None), lambda: getattr(1), lambda: delattr(1, "real")):
    try:
        bad()
    except Exception as exc:
        print(type(exc).__name__, exc)
