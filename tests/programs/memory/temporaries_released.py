"""A temporary dies before the call that takes what it gave."""

class Obj:
    def __init__(s,n): s.n=n
    def __del__(s): print("del", s.n)
m=iter([Obj(2)]); print(len(list(m))); del m
print(len([Obj(3)]))
print(sum([Obj(4).n]))
def f(x): print(x)
f(len([Obj(6)]))
x=len([Obj(7)]), print("x")
print(Obj(9).n, Obj(10).n)
print([o.n for o in [Obj(11)]])
print(str(Obj(12).n)+"a")
print(max([Obj(13),Obj(14)],key=lambda o:o.n).n)
