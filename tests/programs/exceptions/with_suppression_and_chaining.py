# Context managers that swallow, replace and chain exceptions.
class Replace:
    def __init__(self, kind): self.kind = kind
    def __enter__(self): return self
    def __exit__(self, t, e, tb):
        if t is self.kind:
            raise RuntimeError(f"replaced {t.__name__}") from e


class Collect:
    def __init__(self): self.errors = []
    def __enter__(self): return self
    def __exit__(self, t, e, tb):
        if e is not None:
            self.errors.append(e)
        return True


class FailingExit:
    def __enter__(self): return self
    def __exit__(self, *a): raise OSError("in exit")


try:
    with Replace(KeyError):
        {}["k"]
except RuntimeError as e:
    print(e, repr(e.__cause__))
try:
    with Replace(KeyError):
        int("x")
except ValueError as e:
    print("untouched", e)
c = Collect()
for f in (lambda: 1 / 0, lambda: [][0], lambda: "fine"):
    with c:
        f()
print([repr(e) for e in c.errors], [e.__traceback__ is not None for e in c.errors])
try:
    with FailingExit():
        raise ValueError("body")
except OSError as e:
    print(e, repr(e.__context__))
try:
    with Collect() as outer, FailingExit():
        pass
    print("swallowed", outer.errors)
except OSError:
    print("no")


def returns_inside():
    with Collect():
        return "value"
    return "not reached"


def swallowed_return():
    with Collect():
        raise ValueError
    return "after"


print(returns_inside(), swallowed_return())


class Transaction:
    def __init__(self, db): self.db = db
    def __enter__(self):
        self.saved = dict(self.db)
        return self.db
    def __exit__(self, t, e, tb):
        if t:
            self.db.clear()
            self.db.update(self.saved)
            print("rolled back because of", repr(e))
        return t is ValueError


db = {"a": 1}
with Transaction(db) as d:
    d["b"] = 2
with Transaction(db) as d:
    d["c"] = 3
    raise ValueError("bad")
print(db)
try:
    with Transaction(db) as d:
        d.clear()
        raise KeyError("passes")
except KeyError:
    print(db)
class Nested:
    depth = 0
    def __enter__(self):
        Nested.depth += 1
        return Nested.depth
    def __exit__(self, *a):
        Nested.depth -= 1
n = Nested()
with n as a, n as b, n as c3:
    print(a, b, c3, Nested.depth)
print(Nested.depth)
