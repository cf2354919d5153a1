import weakref


class Obj:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Obj({self.name})"


def callback(r):
    print("callback", r() is None)


o = Obj("o")
r = weakref.ref(o, callback)
r2 = weakref.ref(o)
print(r(), r() is o, r == r2, weakref.getweakrefcount(o), weakref.ref(o) is r2, hash(r2) == hash(o))
del o
print(r(), r2(), r == r2)
p_target = Obj("proxied")
p = weakref.proxy(p_target)
print(p.name, type(p).__name__)
p.name = "changed"
print(p_target.name)
del p_target
try:
    p.name
except ReferenceError as e:
    print(e)
d = weakref.WeakValueDictionary()
a, b = Obj("a"), Obj("b")
d["a"], d["b"] = a, b
print(sorted(d), d["a"], len(d), "a" in d)
del a
print(sorted(d), d.get("a"), len(d))
k = weakref.WeakKeyDictionary()
key = Obj("key")
k[key] = "data"
print(len(k), k[key])
del key
print(len(k))
s = weakref.WeakSet()
x, y = Obj("x"), Obj("y")
s.add(x)
s.add(y)
s.add(x)
print(len(s), x in s)
del x
print(len(s), [o.name for o in s])
f = weakref.finalize(y, print, "finalised", "y")
print(f.alive, f.peek()[1] is print)
del y
print(f.alive, f(), len(s))
z = Obj("z")
f = weakref.finalize(z, lambda: "return value")
print(f(), f(), f.alive)
for bad in (5, "a", [], (), None):
    try:
        weakref.ref(bad)
    except TypeError as e:
        print(e)


class C:
    def method(self):
        return "bound"


c = C()
m = weakref.WeakMethod(c.method)
print(m()(), weakref.ref(c.method)() is None)
del c
print(m())
print(weakref.ref(C)() is C, weakref.ref(callback)() is callback, type(weakref.ref(C)).__name__)
last = Obj("at exit")
weakref.finalize(last, print, "atexit finalizer runs")
