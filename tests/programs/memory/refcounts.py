import sys


class A:
    pass


a = A()
base = sys.getrefcount(a)
b = a
print(sys.getrefcount(a) - base)
l = [a, a]
print(sys.getrefcount(a) - base)
del b
l.clear()
print(sys.getrefcount(a) - base)


def f(x):
    return sys.getrefcount(x) - base


print(f(a) >= 1)
d = {"k": a}
t = (a,)
a.attr = t
print(sys.getrefcount(a) - base)
print(sys.getsizeof([]) < sys.getsizeof([1, 2, 3]), sys.getsizeof("") > 0, sys.getsizeof(10**100) > sys.getsizeof(1))
x = y = 1000
print(x is y, id(x) == id(y), [] is [], a is a, id(a) == id(t[0]))
s1, s2 = sys.intern("hello world!"), sys.intern("".join(["hello", " world!"]))
print(s1 is s2)
print(True is (1 == 1), None is None, ... is Ellipsis, () == ())
copy = [a] * 3
copy[0].tag = "shared"
print([c.tag for c in copy])
import copy as c
orig = {"l": [1, 2]}
sh, dp = c.copy(orig), c.deepcopy(orig)
orig["l"].append(3)
print(sh, dp, sh["l"] is orig["l"], dp["l"] is orig["l"])
