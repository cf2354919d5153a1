# Rich comparison, equality and hashing.
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        print("eq", end=" ")
        return self.n == o.n if isinstance(o, V) else NotImplemented

    def __lt__(self, o):
        print("lt", end=" ")
        return self.n < o.n if isinstance(o, V) else NotImplemented

    def __repr__(self):
        return f"V{self.n}"


a, b = V(1), V(2)
for e in ("a == b", "a != b", "a < b", "a > b", "a == 1", "1 == a", "a != 1", "a < 1", "1 < a", "a <= b", "a == V(1)", "a in [b, V(1)]", "[a] == [V(1)]", "(a, 1) < (b, 0)", "sorted([b, a])", "min(a, b)", "a is a", "[a].index(V(1))", "[a, V(1)].count(a)"):
    try:
        print(e, "->", eval(e))
    except TypeError as exc:
        print(e, "!", exc)
try:
    hash(a)
except TypeError as exc:
    print(exc)
try:
    {a: 1}
except TypeError as exc:
    print(exc)
print(V.__hash__)


class H(V):
    def __hash__(self):
        return hash(self.n)


d = {H(1): "one"}
print(d[H(1)], H(2) in d, len({H(1), H(1), H(3)}))


class OnlyNe:
    def __ne__(self, o):
        return "custom ne"


print(OnlyNe() != 1, OnlyNe() == 1)


class Weird:
    def __eq__(self, o):
        return "truthy string"

    def __lt__(self, o):
        return []

    __hash__ = None


w = Weird()
print(w == 1, w != 1, w < 1, 5 > w, not w == 1, w in [1])
x = object()
print(x == x, x == object(), x != x, object.__eq__(x, x), object.__eq__(x, 1), object.__lt__(x, 1), object.__ne__(x, x))


class Sub(V):
    def __eq__(self, o):
        print("Sub.eq", end=" ")
        return True


print(V(1) == Sub(9), Sub(1) == V(9))


class Bad:
    def __eq__(self, o):
        raise ValueError("cannot compare")


for f in (lambda: Bad() == 1, lambda: Bad() in [1], lambda: [Bad()].index(3), lambda: 1 == Bad()):
    try:
        f()
    except ValueError as exc:
        print(exc)
bad = Bad()
print(bad in [bad], [bad] == [bad])


class BadHash:
    def __init__(self, h):
        self.h = h

    def __hash__(self):
        return self.h


print(hash(BadHash(True)), hash(BadHash(-1)), hash(BadHash(2**61)), hash(1) == hash(1.0) == hash(True), hash(-1), hash(-2), hash(0.5), hash(2**61 - 1), hash(None) == hash(None))
for h in ("x", None, 1.5):
    try:
        hash(BadHash(h))
    except TypeError as exc:
        print(exc)
for u in ([], {}, set(), bytearray(), (1, []), slice(0, [])):
    try:
        hash(u)
        print("hashable", u)
    except TypeError as exc:
        print(exc)
print(1 == 1.0 == 1 + 0j == True, 0.1 + 0.2 == 0.3, "a" == b"a", [] == (), {} == set(), None == 0, (1, 2) == [1, 2], range(0) == range(2, 2), frozenset([1]) == {1}, bytearray(b"a") == b"a")
