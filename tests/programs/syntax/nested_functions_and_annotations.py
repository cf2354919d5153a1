from __future__ import annotations


def annotated(a: int, b: not_defined_anywhere = 1, *c: "str", d: list[int] = None) -> 1 / 0:
    local: SomeType = a
    other: int
    return local


print(annotated(5), annotated.__annotations__)


class C:
    x: int = 1
    y: Unknown
    z: "quoted"

    def m(self: C) -> C: return self


print(C.__annotations__, C.m.__annotations__, C().m().x, hasattr(C, "y"))
v: undefined_type = 3
print(v, __annotations__)


def outer(a):
    def middle(b):
        def inner(c):
            return a, b, c, inner.__qualname__
        return inner
    return middle


print(outer(1)(2)(3))


def returns_class(base):
    class Made(base):
        def who(self): return f"{super().__class__.__name__}-{__class__.__name__}"
    return Made


print(returns_class(list)().who(), returns_class(dict).__name__, returns_class(int)(5) + 1)


def deco_factory(*args):
    def deco(f):
        f.tags = args
        return f
    return deco


@deco_factory("a", 1)
def tagged(): "doc"


print(tagged.tags, tagged.__doc__, tagged())


def defaults(a, b=[], *, c={}, d=lambda: "computed"):
    b.append(a)
    c[a] = len(b)
    return b, c, d()


print(defaults(1), defaults(2))


def early(n):
    if n < 0:
        return
    if n == 0:
        return "zero"
    return n, "positive"


print(early(-1), early(0), early(1))
def gen_or_not(flag):
    if flag:
        yield 1
    return 2
print(list(gen_or_not(True)), list(gen_or_not(False)))
