# What builtin classes and functions hold, and what holds them, while collections look past them.
import builtins
import gc
import weakref


class Node:
    def __del__(self):
        print("gone", self.name)


def ring(name):
    a, b = Node(), Node()
    a.name, b.name = name + "1", name + "2"
    a.other, b.other = b, a
    return weakref.ref(a)


first = ring("a")
print(gc.collect() > 0, first())
# A builtin is replaced and comes back; the old one is freed in between.
own = builtins.sum
builtins.sum = lambda values: "mine"
print(sum([1, 2]))
builtins.sum = own
del own
print(sum([1, 2]), gc.collect())
del builtins.callable
gc.collect()
try:
    callable(1)
except NameError as error:
    print(error)
# Cycles through bound builtin methods.
items = []
items.append(items.append)
probe = weakref.ref(Node)
node = Node()
node.name = "c"
node.call = items.append
items.append(node)
del items, node
print(gc.collect() > 0)
# A class in a cycle with itself, subclass of a builtin.


def make():
    class Local(list):
        pass

    Local.own = Local()
    return weakref.ref(Local)


kept = make()
print(kept() is not None, gc.collect() > 0, kept(), "Local" in [c.__name__ for c in list.__subclasses__()])
print(any(value is Node for value in gc.get_objects()), len in gc.get_objects(), gc.is_tracked(Node))
print("end")
