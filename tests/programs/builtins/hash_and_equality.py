# Which things are equal, hash alike, and collide as keys.
pairs = [(1, 1.0), (1, True), (0, False), (1, "1"), ("a", b"a"), ((1,), [1]), ([1], [1.0]), ({1}, frozenset([1])), ({}, []), (None, False), (float("nan"), float("nan")), (2 ** 60, float(2 ** 60)), (10 ** 20, 1e20), (1j, 1), (b"x", bytearray(b"x")), (range(3), range(0, 3, 1)), ("é", "e\u0301"), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), (0.0, -0.0), (int, type(5)), (len, len), ((), ())]
for a, b in pairs:
    try:
        same_hash = hash(a) == hash(b)
    except TypeError as e:
        same_hash = str(e)
    print(f"{a!r:24} {b!r:24} {a == b!s:5} {same_hash}")
d = {}
for k in (1, 1.0, True, "1", (1,), frozenset(), None, 0, False, "", b""):
    d[k] = type(k).__name__
print(d)


class K:
    def __init__(self, v, h):
        self.v, self.h = v, h

    def __eq__(self, o):
        log.append((self.v, o.v))
        return self.v == o.v

    def __hash__(self):
        return self.h

    def __repr__(self):
        return f"K{self.v}"


log = []
d = {K(1, 5): "a", K(2, 5): "b", K(3, 6): "c"}
print(d, log)
log.clear()
print(d[K(2, 5)], d.get(K(9, 7)), K(1, 5) in d, log)
k = K(4, 1)
s = {k}
log.clear()
print(k in s, log)
k.h = 2
print(k in s, [k] == [k], k in list(s))


class Mut(list):
    def __hash__(self):
        return 1


m = Mut([1])
table = {m: "found"}
m.append(2)
print(table[m], Mut([1, 2]) in table, Mut([1]) in table)
nan = float("nan")
print(nan in [nan], nan in {nan}, {nan: 1}[nan], [nan] == [nan], (nan,) == (nan,), nan == nan, [float("nan")] == [float("nan")], len({nan, nan, float("nan")}))
print(hash("") == hash(b"") , hash(()) == hash(()), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), hash((1, 2)) != hash((2, 1)), hash(2 ** 61 - 1), hash(-1) == hash(-2), hash(1.5), hash(float("inf")), hash(True), hash(0.1), hash(10 ** 30), hash(-10 ** 30), hash(1 + 2j), hash(3.0))
