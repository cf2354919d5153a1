# OrderedDict: order in comparisons, moving, popping, views, errors.
from collections import OrderedDict
a = OrderedDict([("b", 2), ("a", 1)])
b = OrderedDict([("a", 1), ("b", 2)])
print(a == b, a == dict(b), a, list(reversed(a)), OrderedDict())
a.move_to_end("b"); print(a)
a.move_to_end("b", last=False); print(a)
print(a.popitem(), a.popitem(last=False), a)
for bad in (lambda: a.popitem(), lambda: a.move_to_end("no"), lambda: a.pop("no"), lambda: a["no"]):
    try:
        bad()
    except KeyError as e:
        print("KeyError", e)
a.update(x=1, y=2); a |= {"z": 3}
print(a, a | {"w": 0}, {"w": 0} | a, a.setdefault("q", 9), a.copy() == a)
print(list(a.items()), list(reversed(a.values())), OrderedDict.fromkeys("abc", 0))
class LRU(OrderedDict):
    def __init__(self, size): super().__init__(); self.size = size
    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self.size: del self[next(iter(self))]
lru = LRU(2)
lru["a"] = 1; lru["b"] = 2; lru["a"]; lru["c"] = 3
print(list(lru), isinstance(lru, dict))
