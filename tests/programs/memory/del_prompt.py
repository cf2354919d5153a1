# __del__ runs as soon as the last reference goes.
class Noisy:
    def __init__(self, name):
        self.name = name
        print("create", name)

    def __del__(self):
        print("destroy", self.name)


a = Noisy("a")
del a
print("after del")
b = Noisy("b")
b = Noisy("b2")
print("after rebinding")
c = d = Noisy("c")
del c
print("one reference left")
del d
Noisy("temporary")
print("after temporary")


def scope():
    x = Noisy("local")
    print("in scope")


scope()
print("after scope")


def returned():
    return Noisy("returned")


returned()
keep = returned()
print("kept")
lst = [Noisy(i) for i in range(3)]
lst.pop(1)
print("popped")
lst[0] = None
print("replaced")
lst.clear()
print("cleared")
dct = {"k": Noisy("in dict")}
dct["k"] = 1
print("dict replaced")
t = (Noisy("in tuple"), 1)
t = None
s = {Noisy("in set")}
s.pop()
print("set popped")


class Holder:
    def __init__(self):
        self.x = Noisy("attribute")


h = Holder()
h.x = None
print("attribute replaced")
h = Holder()
del h
print("holder gone")
for n in (Noisy("loop 1"), Noisy("loop 2")):
    pass
print("loop variable still holds", n.name)
n = None
print("end of main")
