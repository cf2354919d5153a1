import pprint
d = {"b": 1, "a": [1, 2, {"z": (1, 2), "y": {3, 1, 2}}], "long": "word " * 20, "n": None}
pprint.pprint(d)
pprint.pprint(d, width=40, sort_dicts=False)
pprint.pprint(d, depth=2)
pprint.pprint(list(range(40)))
pprint.pprint(list(range(15)), width=20, compact=True)
pprint.pprint([["nested"] * 3] * 3, indent=4, width=30)
print(pprint.pformat({"short": 1}), pprint.isreadable(d), pprint.isrecursive(d), pprint.saferepr("x"))
l = [1]
l.append(l)
print(pprint.isrecursive(l), pprint.pformat(l).split(" with id")[0])
import collections, dataclasses, types
@dataclasses.dataclass
class Point:
    x: int
    label: str
    items: list
pprint.pprint(Point(1, "a label", list(range(20))), width=40)
pprint.pprint(collections.OrderedDict(a=1, b=[1] * 30))
pprint.pprint(collections.Counter("abracadabra"))
pprint.pprint(collections.defaultdict(list, k=[1]))
pprint.pprint(types.SimpleNamespace(a=1, b="x" * 80))
pprint.pprint(("a" * 30, "b" * 30, "c" * 30))
pprint.pprint({1000000: 10 ** 12}, underscore_numbers=True)
pprint.pp({"z": 1, "a": 2})
pprint.pprint("a long string with many words " * 4, width=50)
pprint.pprint([b"bytes" * 20], width=40)
pprint.pprint({(i, i): "x" * i for i in range(4)}, width=20)
pprint.pprint([])
pprint.pprint({})
pprint.pprint(collections.deque([1, 2], maxlen=3))
pprint.pprint({"k": {"k2": {"k3": {"k4": 1}}}}, width=10)
