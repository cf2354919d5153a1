"""inspect: signatures, parameters, binding, source-free facts, members."""
import inspect
import functools
from typing import Optional


def clip(text: str, max_len: "int > 0" = 80, *args, flag: Optional[bool] = None, **kw) -> str:
    """Clip the text."""


sig = inspect.signature(clip)
print(sig)
for name, param in sig.parameters.items():
    print(param.kind.description, ":", name, "=", param.default is param.empty or param.default)
print(sig.return_annotation, sig.parameters["max_len"].annotation)
bound = sig.bind("x", 5, 6, flag=True, z=1)
print(bound, bound.args, bound.kwargs)
bound = sig.bind("x")
bound.apply_defaults()
print(bound.arguments)
for bad in ((), ("a",)):
    try:
        sig.bind(*bad, max_len=3, text=1)
    except TypeError as error:
        print(error)


class Thing:
    """A thing."""

    attr = 1

    def __init__(self, a, /, b, *, c=3):
        pass

    def method(self, x: int) -> None:
        """Doc of method."""

    @classmethod
    def make(cls, y):
        pass

    @staticmethod
    def stat(z=1):
        pass

    @property
    def prop(self):
        """Doc of prop."""


print(inspect.signature(Thing), inspect.signature(Thing.method), inspect.signature(Thing.make), inspect.signature(Thing.stat))
print(inspect.signature(Thing(1, 2).method), inspect.getdoc(Thing.method), inspect.getdoc(Thing))
print([name for name, _ in inspect.getmembers(Thing, inspect.isfunction)])
print([(a.name, a.kind) for a in inspect.classify_class_attrs(Thing) if not a.name.startswith("__")])
part = functools.partial(clip, "t", flag=False)
print(inspect.signature(part))


def deco(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)
    return wrapper


@deco
def wrapped(a, b: int = 1):
    pass


print(inspect.signature(wrapped), inspect.unwrap(wrapped).__name__, inspect.signature(wrapped, follow_wrapped=False))
print(inspect.isgeneratorfunction(lambda: (yield)), inspect.iscoroutinefunction(clip), inspect.isclass(Thing), inspect.ismethod(Thing.make))
print(inspect.getfullargspec(clip))
print(inspect.getmro(bool), inspect.getmodule(clip).__name__)


def closure():
    free = 1

    def inner():
        return free, len, unknown

    return inner


print(inspect.getclosurevars(closure()))
frame = inspect.currentframe()
print(frame.f_code.co_name, inspect.getframeinfo(frame).function, inspect.getframeinfo(frame).lineno)
new = sig.replace(parameters=list(sig.parameters.values())[:2], return_annotation=sig.empty)
print(new, new == inspect.Signature(list(new.parameters.values())))
print(inspect.Parameter("x", inspect.Parameter.KEYWORD_ONLY, default=3), inspect.signature(len), inspect.signature(sorted))
try:
    inspect.signature(5)
except TypeError as error:
    print(error)
try:
    inspect.Signature([inspect.Parameter("a", inspect.Parameter.KEYWORD_ONLY), inspect.Parameter("b", inspect.Parameter.POSITIONAL_ONLY)])
except ValueError as error:
    print(error)
print(inspect.cleandoc("""  first
      second
        third
    """))
