import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

    def __del__(self):
        print("del", self.name)


gc.disable()
a, b = Node("a"), Node("b")
a.other, b.other = b, a
ra = weakref.ref(a)
del a, b
print("still there", ra() is not None)
print("collected", gc.collect() >= 2)
print(ra())
s = Node("self")
s.other = s
del s
gc.collect()
print("self cycle done")
l = []
l.append(l)
l.append(Node("in list cycle"))
del l
gc.collect()


def closure():
    n = Node("in closure cycle")

    def f():
        return f, n
    return f


closure()
gc.collect()
print("closure done")


def exc():
    n = Node("held by a traceback")
    try:
        1 / 0
    except ZeroDivisionError as e:
        saved = e       # saved -> traceback -> frame -> saved
    return None


exc()
print("frame is a cycle now")
gc.collect()


class Dead:
    def __init__(self):
        self.me = self

    def __del__(self):
        global saved
        saved = self
        print("resurrected in a cycle")


Dead()
gc.collect()
print(type(saved).__name__)
saved = None
gc.collect()
print("del ran once only")
r = weakref.ref(Node("callback"), lambda r: print("weakref callback"))
n = Node("cyc")
n.other = n
r = weakref.ref(n, lambda r: print("callback for a cycle"))
del n
gc.collect()
print(gc.isenabled(), gc.get_count()[0] >= 0, gc.get_threshold()[0] > 0, gc.garbage, gc.is_tracked([]), gc.is_tracked(5))
gc.enable()
print(gc.isenabled())


class G:
    pass


before = len(gc.get_objects())
keep = [G() for _ in range(10)]
print(len(gc.get_objects()) - before >= 10, keep in gc.get_referrers(keep[0]), keep[0] in gc.get_referents(keep))
