# What descriptors of slots and of native fields are; __weakref__ of instances.
import types
import weakref
from dataclasses import dataclass, field, fields
class S:
    __slots__ = ("x", "__weakref__")
print(type(S.x).__name__, S.x, types.MemberDescriptorType.__name__, types.GetSetDescriptorType.__name__)
print(isinstance(S.x, types.MemberDescriptorType), isinstance(type(lambda: 0).__globals__, types.MemberDescriptorType), isinstance(type(lambda: 0).__code__, types.GetSetDescriptorType))
s = S()
print(s.__weakref__)
r = weakref.ref(s)
print(s.__weakref__ is r)
class Plain: pass
p = Plain()
w = weakref.ref(p)
print(p.__weakref__ is w, Plain.__dict__["__weakref__"], Plain.__dict__["__dict__"])
for name in ("__globals__", "__closure__"):
    try:
        setattr(lambda: 0, name, None)
    except AttributeError as e:
        print(e)
@dataclass
class Old:
    __slots__ = ("x",)
    x: int
try:
    Old()
except TypeError as e:
    print(e)
print(Old(5), [f.name for f in fields(Old)])
@dataclass(slots=True, weakref_slot=True)
class New:
    x: int
    y: list = field(default_factory=list)
n = New(1)
print(n, New.__slots__, weakref.ref(n)() is n, hasattr(n, "__dict__"))
try:
    n.z = 1
except AttributeError as e:
    print(e)
@dataclass(slots=True)
class Child(New):
    z: int = 3
print(Child(1, [2]), Child.__slots__)
