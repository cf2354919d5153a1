# The with statement: order, suppression, multiple managers, targets.
class CM:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise OSError("enter " + self.name)
        return self.name.upper()

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind.__name__ if kind else None, value, tb is not None)
        if self.fail == "exit":
            raise LookupError("exit " + self.name)
        return self.swallow


with CM("a") as x:
    print("body", x)
with CM("a") as x, CM("b") as y, CM("c"):
    print("body", x, y)
with (
    CM("p") as p,
    CM("q"),
):
    print("parenthesised", p)
with CM("swallower", swallow=True):
    1 / 0
print("still here")


def attempt(f):
    try:
        print("result", f())
    except Exception as exc:
        print("caught", repr(exc), "context", repr(exc.__context__))


def body_raises():
    with CM("plain"):
        raise ValueError("v")


def enter_fails():
    with CM("one"), CM("two", fail="enter"):
        print("never")


def exit_fails():
    with CM("outer"):
        with CM("bad", fail="exit"):
            raise KeyError("k")


def returns():
    with CM("r"):
        return "value"


def inner_swallows():
    with CM("out"), CM("in", swallow=True):
        raise ValueError("swallowed")
    return "after"


def loop():
    for i in range(3):
        with CM(f"loop{i}"):
            if i == 0:
                continue
            break
    return i


for f in (body_raises, enter_fails, exit_fails, returns, inner_swallows, loop):
    attempt(f)
d = {}
with CM("t") as d["key"]:
    pass


class Pair:
    def __enter__(self):
        return (1, [2, 3])

    def __exit__(self, *a):
        print("args", a)


with Pair() as (a, [b, c]):
    print(a, b, c, d)
for bad in (5, object(), type("E", (), {"__enter__": lambda s: 1})(), type("X", (), {"__exit__": lambda s, *a: 1})()):
    try:
        with bad:
            pass
    except TypeError as exc:
        print(str(exc).replace("__main__.", ""))
instance_only = CM("i")
instance_only.__exit__ = lambda *a: print("looked up on the type, so never called")
with instance_only:
    pass
