# What a function object carries.
import types


def sample(a, b: int = 2, *args, c, d=4, **kw) -> str:
    """First line.

    More text.
    """
    local = a
    return local


print(sample.__name__, sample.__qualname__, sample.__module__, type(sample) is types.FunctionType)
print(repr(sample.__doc__))
print(sample.__defaults__, sample.__kwdefaults__, sample.__annotations__)
code = sample.__code__
print(code.co_name, code.co_qualname, code.co_argcount, code.co_kwonlyargcount, code.co_posonlyargcount, code.co_varnames, code.co_nlocals, code.co_firstlineno)
print(sample.__globals__ is globals(), sample.__dict__, sample.__closure__, sample.__type_params__)
sample.note = "attached"
sample.calls = 0
print(sample.note, vars(sample))
try:
    sample.missing
except AttributeError as exc:
    print(exc)
sample.__name__ = "renamed"
sample.__doc__ = None
print(sample.__name__, sample.__qualname__, sample.__doc__, str(sample)[:17])
try:
    sample.__name__ = 5
except TypeError as exc:
    print(exc)
try:
    sample.__code__ = 5
except TypeError as exc:
    print(exc)


def other(x):
    return "other", x


def target(x):
    return "target", x


target.__code__ = other.__code__
print(target(1))
made = types.FunctionType(other.__code__, {"__builtins__": __builtins__}, "made", (99,))
print(made(), made.__name__)


class Outer:
    class Inner:
        def method(self):
            def local():
                return lambda: 0
            return local


print(Outer.Inner.method.__qualname__, Outer.Inner().method().__qualname__, Outer.Inner().method()().__qualname__)
m = Outer.Inner().method
print(type(m).__name__, m.__func__ is Outer.Inner.method, type(m.__self__).__name__, m.__name__)
try:
    m.attr = 1
except AttributeError as exc:
    print(exc)
print(m == m.__self__.method, m is m.__self__.method, hash(m) == hash(m.__self__.method))
bound = types.MethodType(lambda self, x: (self, x), "me")
print(bound(1))
print(callable(sample), callable(5), callable(Outer), callable(Outer()), callable(len), hasattr(sample, "__call__"))
print(len.__name__, len.__module__, "abc".upper.__name__, str.upper.__qualname__, [].append.__self__)
print(type(len).__name__, type(str.upper).__name__, type("".upper).__name__, type(int.__add__).__name__, type((1).__add__).__name__, type(dict.__dict__["fromkeys"]).__name__)
print(repr(len), repr(str.upper), repr(int.__add__))
print(sample.__get__(1).__self__)
