# Deep structures: comparison, repr, hash, copy and pickle end in RecursionError, not in a crash.
import copy


def chain(n):
    node = None
    for _ in range(n):
        node = [node]
    return node


def tuples(n):
    node = None
    for _ in range(n):
        node = (node,)
    return node


a, b = chain(200_000), chain(200_000)
for name, f in (("eq", lambda: a == b), ("repr", lambda: repr(a)), ("lt", lambda: a < b), ("hash", lambda: hash(tuples(200_000))), ("deepcopy", lambda: copy.deepcopy(a)), ("str", lambda: str(a)), ("format", lambda: f"{a}")):
    try:
        f()
        print(name, "worked")
    except RecursionError as e:
        print(name, "RecursionError")
c = []
c.append(c)
d = []
d.append(d)
for name, f in (("cyclic eq", lambda: c == d), ("cyclic lt", lambda: c < d)):
    try:
        print(name, f())
    except RecursionError:
        print(name, "RecursionError")
print(c == c, repr(c))


class R:
    def __repr__(self):
        return repr(self)

    def __eq__(self, o):
        return self == o

    def __getattr__(self, n):
        return getattr(self, n + "_")

    __hash__ = None


for f in (lambda: repr(R()), lambda: R() == R(), lambda: R().x):
    try:
        f()
    except RecursionError as e:
        print(type(e).__name__)
print(eval("(" * 50 + "1" + ")" * 50), len(eval("[" * 60 + "]" * 60)))
for src in ("(" * 500 + ")" * 500, "-" * 100000 + "1", "[" * 300 + "]" * 300):
    try:
        compile(src, "<deep>", "eval")
        print("compiled")
    except (SyntaxError, MemoryError, RecursionError) as e:
        print(type(e).__name__)
