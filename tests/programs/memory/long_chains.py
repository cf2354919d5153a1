# Releasing very deep structures must not overflow anything.
def chain(n):
    node = None
    for _ in range(n):
        node = [node]
    return node


c = chain(200_000)
del c
print("list chain released")
node = None
for _ in range(100_000):
    node = (node, 1)
node = None
print("tuple chain released")
d = {}
for _ in range(100_000):
    d = {"next": d}
d = None
print("dict chain released")


class Link:
    __slots__ = ("next",)

    def __init__(self, n):
        self.next = n


x = None
for _ in range(100_000):
    x = Link(x)
x = None
print("instance chain released")
f = lambda: 0
for _ in range(50_000):
    f = (lambda g: lambda: g)(f)
f = None
print("closure chain released")
count = 0


class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        global count
        count += 1


x = None
for _ in range(20_000):
    x = D(x)
x = None
print("with __del__", count)


def gens(n):
    g = iter(())
    for _ in range(n):
        g = (i for i in g)
    return g


g = gens(10_000)
del g
print("generator chain released")
e = None
for i in range(10_000):
    new = ValueError(i)
    new.__context__ = e
    e = new
e = new = None
print("exception chain released")
