from collections import defaultdict, OrderedDict, ChainMap
d = defaultdict(list)
d["a"].append(1)
print(d["b"], dict(d), d.get("z"), "z" in d, len(d), d.default_factory)
print(defaultdict(int, {"x": 1}), defaultdict(lambda: "dflt")["q"], defaultdict(int) == {}, d.copy()["new"])
for f in (lambda: defaultdict()["k"], lambda: defaultdict(None)["k"], lambda: defaultdict(5), lambda: defaultdict(list)[[]], lambda: defaultdict(lambda: 1 / 0)["k"], lambda: defaultdict([])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"]["c"] = 1
print(dict(t["a"]["b"]), [k for k in t])
words = defaultdict(set)
for w in ("ant", "bee", "ape"):
    words[w[0]].add(w)
print({k: sorted(v) for k, v in words.items()}, (defaultdict(int, a=1) | {"b": 2}))
class Keyed(defaultdict):
    def __missing__(self, k):
        self[k] = v = self.default_factory(k)
        return v
print(Keyed(str.upper)["abc"])
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a")
print(o, o.popitem(), o.popitem(last=False), o)
o["z"] = 0
o.move_to_end("z", last=False)
print(o, list(reversed(o)), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1}, OrderedDict() , o | {"n": 1})
for f in (lambda: o.move_to_end("nope"), lambda: OrderedDict().popitem(), lambda: o.pop("nope")):
    try:
        f()
    except KeyError as e:
        print("KeyError", e)
base, over = {"a": 1, "b": 2}, {"b": 20}
c = ChainMap(over, base)
print(c["a"], c["b"], dict(c), list(c), len(c), c.maps, c.parents, c.get("zz"))
c["new"] = 5
del c["b"]
print(over, base, c["b"], c.new_child({"a": 100})["a"], c)
try:
    del c["a"]
except KeyError as e:
    print(e)
class LRU(OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size
    def __setitem__(self, k, v):
        super().__setitem__(k, v)
        self.move_to_end(k)
        if len(self) > self.size:
            self.popitem(last=False)
l = LRU(2)
for k in "abc":
    l[k] = k
l["b"] = "again"
l["d"] = 4
print(l)
