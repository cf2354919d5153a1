import weakref


class T:
    def __del__(self):
        print("__del__")


t = T()
refs = [weakref.ref(t, lambda r, i=i: print("callback", i)) for i in range(3)]
del t
print("gone")
t = T()
r = weakref.ref(t, lambda r: print("never: the reference dies first"))
del r
del t
print("no callback")
cache = {}


class Image:
    def __init__(self, name):
        self.name = name
        cache[name] = weakref.ref(self, lambda r: (cache.pop(name), print("evicted", name)))


a, b = Image("a"), Image("b")
print(sorted(cache))
a = None
print(sorted(cache))


class Node:
    def __init__(self, value):
        self.value, self.children, self._parent = value, [], None

    @property
    def parent(self):
        return self._parent and self._parent()

    def add(self, child):
        child._parent = weakref.ref(self)
        self.children.append(child)
        return child

    def __del__(self):
        print("del node", self.value)


root = Node("root")
leaf = root.add(Node("leaf"))
print(leaf.parent.value)
del root
print(leaf.parent)
del leaf


class Subject:
    def __init__(self):
        self.observers = weakref.WeakSet()

    def notify(self, x):
        return sorted(o.update(x) for o in self.observers)


class Observer:
    def __init__(self, n):
        self.n = n

    def update(self, x):
        return f"{self.n} got {x}"


s = Subject()
o1, o2 = Observer(1), Observer(2)
s.observers.update([o1, o2])
print(s.notify("x"))
del o1
print(s.notify("y"))
b = None
print("end")
