"""__getattr__, __getattribute__, __setattr__, __delattr__, __dir__, and what errors say."""


class Record:
    def __init__(self, mapping):
        self.__dict__["_data"] = dict(mapping)

    def __getattr__(self, name):
        print("getattr", name)
        try:
            return self._data[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        print("setattr", name)
        self._data[name] = value

    def __delattr__(self, name):
        print("delattr", name)
        try:
            del self._data[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self):
        return sorted(self._data)


r = Record({"colour": "red", "size": 3})
print(r.colour, hasattr(r, "weight"), getattr(r, "weight", "light"))
r.weight = 4
print(r.weight, dir(r))
del r.weight
try:
    del r.weight
except AttributeError as error:
    print("AttributeError", error, error.name)
try:
    r.shape
except AttributeError as error:
    print(repr(error), error.name, error.obj is r)


class Everything:
    plain = 1

    def __getattribute__(self, name):
        if name.startswith("_"):
            return super().__getattribute__(name)
        if name == "missing":
            raise AttributeError("really missing")
        return f"<{name}>"


e = Everything()
print(e.plain, e.anything, e.__class__.__name__)
try:
    e.missing
except AttributeError as error:
    print(error, error.name, error.obj is e)


class Both(Everything):
    def __getattr__(self, name):
        return "fallback for " + name


print(Both().missing, Both().other)


class Slotted:
    __slots__ = ("alpha", "beta")


s = Slotted()
s.alpha = 1
for action in ("s.beta", "s.gamma", "setattr(s, 'gamma', 1)", "delattr(s, 'beta')", "s.__dict__"):
    try:
        print(eval(action))
    except AttributeError as error:
        print(action, "->", type(error).__name__, error)


class Temperature:
    def __init__(self):
        self._celsius = 20

    @property
    def celsius(self):
        return self._celsuis


Temperature().celsius
