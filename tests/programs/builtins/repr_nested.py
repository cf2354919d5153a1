# repr of nested, recursive, and unusual values.
l = [1]
l.append(l)
d = {"l": l}
d["d"] = d
t = (l, d)
l.append(t)
print(l)
print(d)
print(t)
print([[]], [()], [{}], {"a": {}}, ((),), [[[]]], {(): []}, [set()], [frozenset()], [{1}], [range(2)], [b""], [None, True], [1.0, -0.0], [1j], ["a'b", 'a"b', "a'b\"c"], ["\n"], [slice(1)], [...], [NotImplemented])
print(repr("x"), repr('"'), repr("'"), repr("\\"), repr(""), str(["é", "\x00", "\u200b"]), ascii(["é"]), repr(b"'"))
print([int, str, list, type, object, type(None), type(...), type(NotImplemented), type(len), Exception, KeyError])
class A:
    pass
class B:
    def __repr__(self): return "B()"
class C(B):
    def __str__(self): return "str C"
print(A, B(), C(), [C()], str(C()), {B(): C()}, A.__name__, type(A()))
print(print, len, [].append.__name__, str.upper, dict.get, int.__add__, type.mro)
import collections, types, math, decimal, fractions, datetime, pathlib, re, uuid, enum
print(collections.OrderedDict(a=1), collections.Counter("aab"), collections.deque([1], maxlen=2), collections.defaultdict(list, a=[1]), collections.ChainMap({"a": 1}, {}), types.SimpleNamespace(a=1, b="x"))
print(decimal.Decimal("1.50"), [decimal.Decimal("1.50")], fractions.Fraction(1, 2), [fractions.Fraction(1, 2)], datetime.date(2026, 1, 2), [datetime.date(2026, 1, 2)], [datetime.timedelta(1, 2)], datetime.timedelta(1, 2), [uuid.UUID(int=5)], [re.compile("a+", re.I)], [pathlib.PurePosixPath("a/b")])
print(types.ModuleType("m"), math, [types.GenericAlias(list, (int,)), list[int], dict[str, list[int]], int | None, tuple[int, ...]], type(list[int]).__name__, type(int | str).__name__)
dv = {"k": 1}
print(dv.keys(), dv.values(), dv.items(), [dv.keys()], type(iter(dv)).__name__)
ns = types.SimpleNamespace(x=1)
ns.self = ns
print(ns)
dq = collections.deque([1])
dq.append(dq)
print(dq)
dd = collections.defaultdict(int)
dd["s"] = dd
print(str(dd).replace("<class 'int'>", "int"))
class R(list):
    pass
r = R([1])
r.append(r)
print(r)
class D(dict):
    def __repr__(self): return "D" + super().__repr__()
x = D(a=1)
x["me"] = x
print(x)
import reprlib
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(10)}))
class Bad:
    def __repr__(self): raise KeyError("repr")
try:
    repr([1, {"k": Bad()}])
except KeyError as e:
    print("propagates", e)
f = lambda: 0
print(f"{f!r:.21}", repr(f)[:21], repr(staticmethod(f))[:13], repr(property())[:9])
