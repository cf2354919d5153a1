# The examples of the Descriptor Guide, shortened.
import logging
from abc import ABC, abstractmethod
class Ten:
    def __get__(self, obj, objtype=None): return 10
class A:
    x = 5
    y = Ten()
print(A().x, A().y, A.y)
class LoggedAgeAccess:
    def __set_name__(self, owner, name):
        self.public_name, self.private_name = name, "_" + name
        print("named", owner.__name__, name)
    def __get__(self, obj, objtype=None):
        if obj is None: return self
        value = getattr(obj, self.private_name)
        print("get", self.public_name, value)
        return value
    def __set__(self, obj, value):
        print("set", self.public_name, value)
        setattr(obj, self.private_name, value)
class Person:
    name = LoggedAgeAccess()
    age = LoggedAgeAccess()
    def __init__(self, name, age): self.name, self.age = name, age
    def birthday(self): self.age += 1
p = Person("Peter", 10); p.birthday()
print(vars(p), vars(vars(Person)["name"]))
class Validator(ABC):
    def __set_name__(self, owner, name): self.private_name = "_" + name
    def __get__(self, obj, objtype=None): return getattr(obj, self.private_name)
    def __set__(self, obj, value):
        self.validate(value)
        setattr(obj, self.private_name, value)
    @abstractmethod
    def validate(self, value): ...
class OneOf(Validator):
    def __init__(self, *options): self.options = options
    def validate(self, value):
        if value not in self.options: raise ValueError(f"Expected {value!r} to be one of {self.options!r}")
class Number(Validator):
    def __init__(self, low=None): self.low = low
    def validate(self, value):
        if not isinstance(value, (int, float)): raise TypeError(f"Expected {value!r} to be an int or float")
        if self.low is not None and value < self.low: raise ValueError(f"Expected {value!r} to be at least {self.low!r}")
class Component:
    kind = OneOf("wood", "metal")
    quantity = Number(0)
    def __init__(self, kind, quantity): self.kind, self.quantity = kind, quantity
for args in (("wood", 5), ("clay", 5), ("metal", -5), ("metal", "V")):
    try:
        print(vars(Component(*args)))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
class Function:
    def __init__(self, f): self.f = f
    def __get__(self, obj, objtype=None): return self.f if obj is None else (lambda *a: self.f(obj, *a))
class B:
    m = Function(lambda self, n: (type(self).__name__, n))
print(B().m(3), B.m(B(), 4))
class NonData:
    def __get__(self, obj, objtype=None): return "non-data"
class Data(NonData):
    def __set__(self, obj, value): raise AttributeError("read only")
class D:
    n, d = NonData(), Data()
d = D(); d.__dict__.update(n="own", d="own"); print(d.n, d.d)
try:
    d.d = 1
except AttributeError as e:
    print(e)
try:
    Validator()
except TypeError as e:
    print(e)
