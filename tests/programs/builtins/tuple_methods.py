t = (1, "a", 2.5, None, 1)
print(t, len(t), t[0], t[-1], t[1:3], t[::-1], t.count(1), t.index("a"), t.index(1, 1), "a" in t, t + (9,), t * 2, (), (1,), tuple("ab"), tuple([1]), tuple(), tuple(t) is t)
for f in (lambda: t.index("zz"), lambda: t[10], lambda: t + [1], lambda: t["a"], lambda: hash((1, [])), lambda: t < (1, 2), lambda: tuple(5), lambda: t.append(1), lambda: t.__setitem__, lambda: () < 1, lambda: t * "a"):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print((1, 2) < (1, 3), (1, 2) < (1, 2, 0), () < (0,), (1, "a") == (1.0, "a"), (1, 2) == [1, 2], hash((1, 2)) == hash((1, 2)), {(1, 2): "k"}[1, 2], max((1, 5), (2, 0)), sorted([(2, "a"), (1, "z"), (1, "b")]))
a, b, *c = t
print(a, b, c, 1, *t)
x = 1,
y = 1, 2
print(x, y, type(x).__name__, (5), ((5)), ((5,),))
def multi():
    return 1, "two"
n, s = multi()
print(multi(), n, s, multi()[1])
inner = []
holder = (inner, 1)
inner.append(holder)
print(holder, holder[0][0] is holder)
from collections import namedtuple
from typing import NamedTuple
P = namedtuple("P", "x y", defaults=[0])
p = P(3)
print(p, p.x, p[1], p._replace(y=9), p._asdict(), P._fields, P._field_defaults, P._make([7, 8]), p == (3, 0), tuple(p), *p, isinstance(p, tuple), p.count(3), hash(p) == hash((3, 0)))
class Emp(NamedTuple):
    """An employee."""
    name: str
    id: int = 3
    def hello(self):
        return f"I am {self.name}"
e = Emp("Guido")
print(e, e.hello(), e.id, Emp.__doc__, Emp.__annotations__, e._replace(name="B"))
for f in (lambda: P(), lambda: P(1, 2, 3), lambda: P(z=1), lambda: p._replace(q=1), lambda: namedtuple("Q", "a a"), lambda: namedtuple("Q", "class"), lambda: namedtuple("Q", "_x"), lambda: namedtuple("1Q", "x"), lambda: setattr(p, "x", 1), lambda: p.z, lambda: P._make([1, 2, 3]), lambda: namedtuple("Q", "a b", defaults=(1, 2, 3))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(namedtuple("R", "a class a _z", rename=True)._fields, namedtuple("S", ["a", "b"])(1, 2), namedtuple("T", "a, b")(1, 2), P.__doc__, P.x.__doc__)
match p:
    case P(x=3, y=yy):
        print("matched", yy)
print(P(1, 2) < P(1, 3), p + (1,), P(*"ab"), P(**{"x": 1}), [q.x for q in map(P._make, [(1, 2), (3, 4)])])
