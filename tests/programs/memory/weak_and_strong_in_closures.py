import gc
import weakref


class Obj:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def method(self): return self.n


def closure():
    o = Obj("captured")
    return lambda: o.n


f = closure()
print(f())
f = None
print("closure released")
o = Obj("bound")
m = o.method
del o
print(m(), "kept alive by its bound method")
del m


def default(o=Obj("default")): return o.n


print(default())
del default
print("default released")
o = Obj("partial")
import functools
p = functools.partial(print, "partial holds", o.n, o)
del o
print("still there")
del p
gen = (x.n for x in [Obj("in genexp list")])
print(next(gen))
del gen
o = Obj("exception")
try:
    raise ValueError(o)
except ValueError as e:
    del o
    print("alive in e.args")
print("handler left")
cache = weakref.WeakValueDictionary()


def get(n):
    r = cache.get(n)
    if r is None:
        r = cache[n] = Obj(n)
        print("made", n)
    return r


a = get("cached")
b = get("cached")
print(a is b)
del a, b
print(len(cache))
get("transient")
print(len(cache))


class Node:
    def __init__(self, parent=None):
        self.parent = weakref.proxy(parent) if parent else None
        self.children = []
        if parent:
            parent.children.append(self)
    def __del__(self): print("node gone")


root = Node()
child = Node(root)
print(child.parent.children[0] is child)
del child
root = None
print("tree released without gc")
d = weakref.WeakKeyDictionary()
k = Obj("key")
d[k] = [1]
d[k].append(2)
print(list(d.values()))
del k
print(list(d.items()), gc.collect() >= 0)
