# The order in which containers, instances and frames release what they hold.
class N:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, end=" ")


def frame():
    a, b, c = N("a"), N("b"), N("c")
    print("leaving:", end=" ")


frame()
print()
l = [N(1), N(2), N(3)]
del l
print("list")
t = (N(1), N(2), N(3))
del t
print("tuple")
d = {k: N(k) for k in "xyz"}
del d
print("dict")


class Inst:
    def __init__(self):
        self.first, self.second = N("first"), N("second")

    def __del__(self):
        print("instance", end=" ")


i = Inst()
del i
print()
nested = [N("outer"), [N("inner"), {"k": N("deepest")}]]
del nested
print("nested")
f = (lambda x: lambda: x)(N("closure"))
del f
print("function")


def args(a, b):
    print("in call", end=" ")


args(N("arg1"), N("arg2"))
print()
x = [N("old")]
x[:] = [N("new")]
print("slice assigned")
x += [N("added")]
del x[0]
print("deleted first")
x = N("rhs"), N("rhs2")
x = 5
print("rebound")


def gen():
    held = N("in generator")
    yield
    yield


g = gen()
next(g)
del g
print("generator")


def exception():
    held = N("in raising frame")
    raise ValueError


try:
    exception()
except ValueError as e:
    print("handling", end=" ")
print("handled")


class Parent:
    def __del__(self):
        print("Parent.__del__", end=" ")


class Child(Parent):
    def __del__(self):
        print("Child.__del__", end=" ")
        super().__del__()


Child()
print()
chain = None
for k in range(5):
    link = N(k)
    link.next = chain
    chain = link
del link
chain = None
print("chain")
