# singledispatch on functions, methods and class methods, by annotation and by union.
from functools import singledispatch, singledispatchmethod
from collections.abc import Mapping, Sequence
@singledispatch
def fun(arg): return f"object {arg!r}"
@fun.register
def _(arg: int): return f"int {arg}"
@fun.register
def _(arg: list | tuple): return f"items {list(arg)}"
@fun.register(Mapping)
def _(arg): return f"mapping {sorted(arg)}"
@fun.register
def _(arg: None): return "nothing"
for value in (1, True, [1], (2, 3), {"b": 1, "a": 2}, None, "text", 2.5): print(fun(value))
print(fun.dispatch(bool) is fun.dispatch(int), sorted(k.__name__ for k in fun.registry))
class Negator:
    @singledispatchmethod
    def neg(self, arg): raise NotImplementedError("Cannot negate a")
    @neg.register
    def _(self, arg: int): return -arg
    @neg.register
    def _(self, arg: bool): return not arg
    @singledispatchmethod
    @classmethod
    def make(cls, arg): return f"{cls.__name__} of {type(arg).__name__}"
    @make.register
    @classmethod
    def _(cls, arg: str): return f"{cls.__name__} named {arg}"
n = Negator()
print(n.neg(5), n.neg(True), Negator.make(1), Negator.make("x"), n.make("y"))
try:
    n.neg("a")
except NotImplementedError as e:
    print("NotImplementedError", e)
try:
    fun.register(5, print)
except TypeError as e:
    print(e)
try:
    fun()
except TypeError as e:
    print(e)
