d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
d["d"] = 4
print(k, list(v), len(i), "d" in k, 4 in v, ("d", 4) in i, ("d", 5) in i)
print(sorted(k & {"a", "z"}), sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "z"}), sorted(i & {("a", 1)}), k >= {"a"}, k == set("abcd"), k.isdisjoint("xyz"), i == d.items())
print(list(reversed(k)), list(reversed(i))[0], next(iter(v)), k.mapping, type(k.mapping).__name__, max(v), [x for x in i if x[1] > 2])
for f in (lambda: k[0], lambda: v & {1}, lambda: k + k, lambda: hash(k), lambda: k.add("x"), lambda: d.keys().mapping.__setitem__, lambda: v == d.values(), lambda: k < 5, lambda: k & 5, lambda: {}.keys() | [1]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
it = iter(d)
next(it)
d["new"] = 1
try:
    next(it)
except RuntimeError as e:
    print(e)
for key in list(d):
    if d[key] % 2:
        del d[key]
print(d)
it = iter(d.items())
d["b"] = "replaced while iterating is fine"
print(next(it))
e = {1: "x"}
it = iter(e)
print(it.__length_hint__(), next(it), next(it, "end"))
e = {"a": [1]}
for val in e.values():
    val.append(2)
print(e)
nested = {"x": {"y": 1}}
for outer, inner in nested.items():
    for key, value in inner.items():
        print(outer, key, value)
class Tracked(dict):
    def __getitem__(self, k):
        print("getitem", k)
        return super().__getitem__(k)
    def keys(self):
        print("keys")
        return super().keys()
t = Tracked(a=1)
print(t.get("a"), list(t.items()), {**t}, dict(t))
import types
ro = types.MappingProxyType(d)
print(ro["b"], len(ro), type(ro).__name__)
try:
    ro["x"] = 1
except TypeError as ex:
    print(ex)
print(repr(k)[:9], repr({}.values()), repr({}.items()), str({1: 2}.keys()), isinstance(k, type({}.keys())))
