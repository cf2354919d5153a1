"""OrderedDict at both ends: moves, pops, iteration that is disturbed, views, comparison, subclasses."""

import copy
import pickle
from collections import OrderedDict


def shown(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


od = OrderedDict(a=1, b=2, c=3)
od.move_to_end("a")
print(list(od))
od.move_to_end("c", last=False)
print(list(od), list(reversed(od)))
for number in range(20):
    od[f"k{number}"] = number
    od.move_to_end(f"k{number}", last=number % 3 == 0)
print(list(od))
while len(od) > 3:
    od.popitem(last=len(od) % 2 == 0)
print(od, od.keys(), od.values(), od.items())
print(shown(lambda: od.move_to_end("missing")))
print(shown(lambda: od.pop("missing")), od.pop("missing", None))
print(shown(OrderedDict().popitem))
print(shown(lambda: OrderedDict([1])), shown(lambda: OrderedDict([(1,)])))
print(shown(lambda: OrderedDict([(1, 2, 3)])), shown(lambda: OrderedDict(1, 2)))


def disturb(change):
    od = OrderedDict.fromkeys("abc", 0)
    seen = []
    for key in od:
        seen.append(key)
        change(od, key)
    return seen


print(shown(lambda: disturb(lambda od, key: od.pop(key))))
print(shown(lambda: disturb(lambda od, key: od.move_to_end(key))))
print(shown(lambda: disturb(lambda od, key: od.update({key: 5}))))
print(shown(lambda: disturb(lambda od, key: key == "c" and od.pop(key))))

one, two = OrderedDict(a=1, b=2), OrderedDict(b=2, a=1)
print(one == two, one == dict(two), dict(one) == two, one != two)
print(one | {"c": 3}, {"c": 3} | one)
one |= [("z", 26)]
print(one, dict(one), {**one})
print(copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one)))
one.note = "kept"
print(vars(one), vars(pickle.loads(pickle.dumps(one))))
one["self"] = one
print(one)


class Recent(OrderedDict):
    """The keys used last."""

    def __init__(self, size, /, *args, **kwargs):
        self.size = size
        super().__init__(*args, **kwargs)

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.size:
            print("drops", self.popitem(last=False))


recent = Recent(3, a=1, b=2, c=3)
recent["a"]
recent["d"] = 4
print(recent, list(recent.items()), recent.setdefault("e", 5))
print(recent.pop("a"), recent)
queue = OrderedDict.fromkeys(range(2000))
total = 0
while queue:
    total += queue.popitem(last=False)[0]
print(total)
match OrderedDict(kind="x", rest=1):
    case {"kind": kind, **rest}:
        print(kind, rest)
