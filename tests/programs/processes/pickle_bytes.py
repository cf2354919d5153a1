"""The very bytes of pickles, in all protocols."""
import collections
import datetime
import decimal
import enum
import fractions
import hashlib
import pickle
import uuid


class Plain:
    def __init__(self):
        self.x = 1
        self.y = [self]


class Slots:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a, self.b = 1, "two"


class Color(enum.Enum):
    RED = 1


class Keywords:
    def __new__(cls, *, size):
        own = super().__new__(cls)
        own.size = size
        return own

    def __getnewargs_ex__(self):
        return (), {"size": self.size}


Point = collections.namedtuple("Point", "x y")


def function():
    pass


shared = [1]
loop = []
loop.append(loop)
cycle = ([],)
cycle[0].append(cycle)
values = [
    None, True, False, 0, 1, -1, 255, 256, 65535, 65536, -129, 2**31 - 1, 2**31, -2**31 - 1, 2**63, 10**30, -10**30,
    1.5, -0.0, float("inf"), 3 + 4j, "", "abc", "é€😀", "\udc80", "a\nb\\c\x00", "x" * 300, b"", b"abc", bytes(range(256)) * 2,
    bytearray(b"xy"), [], [1], [1, 2], list(range(1001)), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), {}, {"a": 1},
    dict.fromkeys(range(1000)), dict.fromkeys(range(1001)), set(), {7}, frozenset(), frozenset([7]), [shared, shared],
    loop, cycle, len, int, type(None), type(...), NotImplemented, ..., print, function, Plain, Plain(), Slots(),
    Color.RED, Keywords(size=3), Point(1, 2), collections.OrderedDict(a=1), collections.Counter("aab"),
    collections.deque([1, 2], 5), collections.defaultdict(list, a=[1]), datetime.date(2024, 2, 29),
    datetime.datetime(2024, 1, 2, 3, 4, 5, 6), datetime.timedelta(1, 2), decimal.Decimal("1.50"),
    fractions.Fraction(1, 3), uuid.UUID(int=5), range(1, 10, 2), slice(1, None), ValueError("bad", 3), KeyError("k"),
    OSError(2, "No such file"), "".join, [].append, Plain.__init__, object(), iter([1, 2]), b"z" * 70000,
    "w" * 70000, ["v" * 1000 + str(n) for n in range(200)],
]
for value in values:
    line = []
    for protocol in range(6):
        try:
            data = pickle.dumps(value, protocol)
        except Exception as error:
            line.append(f"{type(error).__name__}: {error}".split(" at 0x")[0])
            continue
        line.append(hashlib.md5(data).hexdigest()[:6] + f"/{len(data)}")
    print(repr(value)[:40].split(" at 0x")[0], *line)
print(pickle.dumps(Plain(), 0))
print(pickle.dumps([1, "a", 2.5, (None,)], 2))
print(pickle.dumps({"k": Point(1, 2)}, 5))
