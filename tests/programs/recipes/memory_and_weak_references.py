"""Counting, cycles, weak references, finalisers: when things go."""
import gc
import sys
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.children = []
        self._parent = None

    @property
    def parent(self):
        return None if self._parent is None else self._parent()

    @parent.setter
    def parent(self, node):
        self._parent = weakref.ref(node)

    def add(self, child):
        child.parent = self
        self.children.append(child)

    def __repr__(self):
        return f"Node({self.name!r})"

    def __del__(self):
        print("del", self.name)


root = Node("root")
child = Node("child")
root.add(child)
print(child.parent)
del root
print(child.parent)
del child


class Pair:
    pass


gc.collect()
a, b = Pair(), Pair()
a.other, b.other = b, a
r = weakref.ref(a, lambda ref: print("gone", ref is r))
del a, b
print(r() is None, gc.collect(), r())
x = Pair()
x.me = x
del x
print(gc.collect())
d = weakref.WeakValueDictionary()
s = weakref.WeakSet()
k = weakref.WeakKeyDictionary()
p = Pair()
d["p"] = p
s.add(p)
k[p] = "value"
print(len(d), len(s), len(k), "p" in d, p in s)
del p
print(len(d), len(s), len(k), d.get("p"))
f = Pair()
finalizer = weakref.finalize(f, print, "finalised", 1, end="!\n")
print(finalizer.alive)
del f
print(finalizer.alive, finalizer())
target = Pair()
target.n = 5
proxy = weakref.proxy(target)
proxy.n += 1
print(target.n, proxy.n, type(proxy).__name__, weakref.getweakrefcount(target))
del target
try:
    proxy.n
except ReferenceError as error:
    print(error)
for value in (5, "text", [], (), None, {}):
    try:
        weakref.ref(value)
    except TypeError as error:
        print(error)


class M:
    def method(self):
        return "called"


m = M()
wm = weakref.WeakMethod(m.method)
print(wm()())
plain = weakref.ref(m.method)
print(plain())
del m
print(wm())


class Resurrect:
    kept = []

    def __del__(self):
        print("dying")
        self.kept.append(self)


z = Resurrect()
del z
print(len(Resurrect.kept))
Resurrect.kept.clear()
print("cleared")


def function():
    local = Node("local")
    raise ValueError("held")


try:
    function()
except ValueError as error:
    print("caught")
print("after")
late = Node("at exit")
atexit_node = weakref.finalize(late, print, "finalize at exit")
