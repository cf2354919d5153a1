import copy
a = [1, [2, 3], {"k": [4]}]
s, d = copy.copy(a), copy.deepcopy(a)
a[1].append("x")
a[2]["k"].append("y")
a.append("z")
print(a, s, d, s[1] is a[1], d[1] is a[1])
print(copy.copy((1, 2)) is (t := (1, 2)) or copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy(([1],)), copy.copy("s"), copy.copy(5), copy.deepcopy(None), copy.copy(len) is len, copy.deepcopy(int) is int)
class P:
    def __init__(self, x): self.x = x
    def __repr__(self): return f"P({self.x})"
p = P([1])
q, r = copy.copy(p), copy.deepcopy(p)
p.x.append(2)
print(p, q, r, type(q).__name__)
class C:
    def __copy__(self): return "custom copy"
    def __deepcopy__(self, memo): return ("custom deepcopy", type(memo).__name__)
print(copy.copy(C()), copy.deepcopy(C()), copy.deepcopy([C()]))
cyc = [1]
cyc.append(cyc)
c2 = copy.deepcopy(cyc)
print(c2, c2[1] is c2, c2 is cyc)
shared = [0]
pair = [shared, shared]
dp = copy.deepcopy(pair)
print(dp[0] is dp[1], dp[0] is shared)
class R:
    def __init__(self, a): self.a = a
    def __reduce__(self): return (R, (self.a * 2,))
print(copy.copy(R(5)).a, copy.deepcopy(R("x")).a)
class S:
    __slots__ = ("a", "b")
s = S()
s.a = [1]
s2 = copy.copy(s)
print(s2.a is s.a, hasattr(s2, "b"), copy.deepcopy(s).a)
class St:
    def __init__(self): self.keep, self.drop = 1, 2
    def __getstate__(self): return {"keep": self.keep}
    def __setstate__(self, st): self.__dict__.update(st, restored=True)
print(copy.copy(St()).__dict__)
import dataclasses, collections
@dataclasses.dataclass
class DC:
    n: int
    l: list
    def __replace__(self, /, **ch): return DC(**{"n": self.n, "l": self.l, **ch})
print(copy.deepcopy(DC(1, [2])), copy.replace(DC(1, [2]), n=5), copy.deepcopy(collections.OrderedDict(a=[1])), copy.copy({1, 2}), copy.deepcopy({"a": {1}}), copy.copy(bytearray(b"x")), copy.deepcopy(collections.deque([[1]], 3)), copy.deepcopy(ValueError("e", [1])).args)
for f in (lambda: copy.copy(iter([1])) and "iterators copy", lambda: copy.copy(x for x in []), lambda: copy.deepcopy(open), lambda: copy.replace(5, x=1), lambda: copy.deepcopy(__import__("threading").Lock())):
    try:
        r = f()
        print(r if isinstance(r, str) else type(r).__name__)
    except Exception as e:
        print(type(e).__name__, e)
