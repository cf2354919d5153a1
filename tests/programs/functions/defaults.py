# Default values are evaluated once, when def runs.
def append_to(item, bucket=[]):
    bucket.append(item)
    return bucket


print(append_to(1), append_to(2), append_to(3, []), append_to(4))
print(append_to.__defaults__)


def safe(item, bucket=None):
    bucket = [] if bucket is None else bucket
    bucket.append(item)
    return bucket


print(safe(1), safe(2), safe.__defaults__)
n = 1


def f(a=n, *, b=n + 1):
    return a, b


n = 100
print(f(), f.__kwdefaults__)
f.__defaults__ = ("patched",)
f.__kwdefaults__["b"] = "also patched"
print(f())
f.__defaults__ = None
try:
    f()
except TypeError as exc:
    print(exc)
f.__kwdefaults__ = None
try:
    f(1)
except TypeError as exc:
    print(exc)


def counter(n=iter(range(10))):
    return next(n)


print(counter(), counter(), counter(iter("z")), counter())


class Config:
    level = 3

    def get(self, level=level):
        return level


Config.level = 9
print(Config().get(), Config.level)
SENTINEL = object()


def fetch(d, key, default=SENTINEL):
    if key in d:
        return d[key]
    if default is SENTINEL:
        raise KeyError(key)
    return default


print(fetch({"a": 1}, "a"), fetch({}, "a", None))
try:
    fetch({}, "missing")
except KeyError as exc:
    print("KeyError", exc)


def build(tag):
    print("default evaluated", tag)
    return tag


for tag in ("x", "y"):
    def g(v=build(tag)):
        return v
print(g())
print((lambda a=1, *b, c=3, **d: (a, b, c, d))(), (lambda x=n: x)())


def shadows(list=list, len=len):
    return list("ab"), len("abc")


print(shadows())
