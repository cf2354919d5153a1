# Parameters of each kind, bound in each way.
import inspect


def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw


sig = inspect.signature(f)
print(sig)
for p in sig.parameters.values():
    print(p.name, p.kind.name, p.default if p.default is not p.empty else "-", str(p))
b = sig.bind(1, 2, 3, 4, d=6, z=7)
print(b, b.args, b.kwargs)
b = sig.bind(1, d=2)
print(b.arguments)
b.apply_defaults()
print(b.arguments)
for args, kw in [((), {}), ((1,), {}), ((1,), {"a": 2, "d": 3}), ((1, 2, 3), {"c": 4, "d": 5})]:
    try:
        print(sig.bind(*args, **kw))
    except TypeError as exc:
        print(exc)
print(sig.bind_partial(1))


def annotated(x: int, *, y: "str" = "a") -> list[int]: ...


print(inspect.signature(annotated), inspect.signature(lambda: 0), inspect.signature(lambda *a, **k: 0))


class C:
    def __init__(self, p, q=1): ...
    def m(self, r): ...
    @classmethod
    def c(cls, s): ...
    @staticmethod
    def s(t): ...
    def __call__(self, u): ...


print(inspect.signature(C), inspect.signature(C.m), inspect.signature(C(1).m), inspect.signature(C.c), inspect.signature(C.s), inspect.signature(C(1)))
from functools import partial, wraps
print(inspect.signature(partial(f, 1, d=9)))


@wraps(f)
def w(*a, **k): ...


print(inspect.signature(w))
new = sig.replace(parameters=list(sig.parameters.values())[:2], return_annotation=int)
print(new, new == sig, new.return_annotation)
print(inspect.getfullargspec(f))
print(inspect.isfunction(f), inspect.ismethod(C(1).m), inspect.isbuiltin(len), inspect.isclass(C), inspect.isgeneratorfunction(f))
print(inspect.getdoc(inspect.signature) is not None, inspect.Parameter("x", inspect.Parameter.KEYWORD_ONLY, default=3))
try:
    inspect.signature(5)
except TypeError as exc:
    print(exc)
