# How often sorting asks "less than": runs, binary insertion and galloping show in the number.
import random


class Counted:
    asked = 0

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        Counted.asked += 1
        return self.value < other.value


def count(values, **how):
    Counted.asked = 0
    result = [c.value for c in sorted(map(Counted, values), **how)]
    assert result == sorted(values, **how)
    return Counted.asked


random.seed(7)
for n in (0, 1, 2, 5, 17, 63, 64, 65, 100, 500):
    up = list(range(n))
    shuffled = random.sample(up, n)
    shapes = {
        "up": up,
        "down": up[::-1],
        "shuffled": shuffled,
        "few values": [v % 4 for v in shuffled],
        "saw": [v % 10 for v in up],
        "two runs": up[: n // 2] + up[: n - n // 2],
    }
    for name, values in shapes.items():
        print(n, name, count(values), count(values, reverse=True))

data = [3, 1, 2]


class Meddler:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        data.append(self)
        data.pop()
        return self.value < other.value


data[:] = [Meddler(v) for v in data]
try:
    data.sort()
except ValueError as error:
    print(error, len(data))
