import math
import random
import datetime as dt
from collections import Counter, namedtuple, deque
from functools import reduce
import itertools
import json
import os
import sys

print(math.sqrt(16), math.pi, math.floor(3.7), math.ceil(3.2))
random.seed(0)
print(random.randint(1, 6), random.choice(["a", "b", "c"]), random.random())
print(dt.date(2026, 11, 20) - dt.date(2026, 1, 1), dt.date(2026, 11, 20).strftime("%d %B %Y"))
print(Counter("banana").most_common(1), reduce(lambda a, b: a + b, [1, 2, 3]))
Point = namedtuple("Point", ["x", "y"])
p = Point(1, 2)
print(p, p.x + p.y)
d = deque([1, 2])
d.appendleft(0)
print(d, list(itertools.permutations("ab")), list(itertools.chain([1], [2])))
print(json.dumps({"a": [1, None, True]}), json.loads('{"x": 1.5}')["x"])
print(os.path.join("a", "b"), __name__, len(sys.argv))


def main():
    print("main was called")


if __name__ == "__main__":
    main()
