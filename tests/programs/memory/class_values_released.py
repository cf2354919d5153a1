"""The value of a class attribute goes when the class lets go of it, wherever it was read before."""

import gc
class Obj:
    def __init__(s,n): s.n=n
    def __del__(s): print("del", s.n)
class A: x=Obj(1)
A.x
A.x=None
print("after set")
class A: x=Obj(2)
A.x
del A
gc.collect()
print("after del class")
class A: x=Obj(3)
a=A()
a.x
A.x=None
print("after set 3")
class A: x=Obj(4)
a=A()
for i in range(3): a.x.n
del A.x
print("after 4")
class A: x=Obj(5)
a=A()
for i in range(3): a.x.n
del a, A
gc.collect()
print("after 5")
print("end")
