import pickle
class P:
    cls_attr = 1
    def __init__(self, x): self.x = x
    def __eq__(self, o): return type(o) is P and o.__dict__ == self.__dict__
for obj in (None, True, 5, -3, 2 ** 100, 1.5, "text é", b"bytes", [1, [2]], (1, ()), {"a": {1: 2}}, {1, 2}, frozenset([3]), 1j, range(3), slice(1, 2), ..., NotImplemented, P([1]), P, len, int, ValueError("e"), bytearray(b"x")):
    for proto in (0, 2, 5):
        back = pickle.loads(pickle.dumps(obj, proto))
        assert back == obj or repr(back) == repr(obj), obj
print("round trips fine", pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL)
p = P([1])
p.me = p
q = pickle.loads(pickle.dumps(p))
print(q.me is q, q.x, q is p, q.cls_attr)
shared = [0]
a, b = pickle.loads(pickle.dumps((shared, shared)))
print(a is b, a is shared)
sentinel = object()
print(pickle.loads(pickle.dumps(sentinel)) is sentinel, pickle.loads(pickle.dumps(None)) is None)
class State:
    def __init__(self): self.a, self.conn = 1, "not picklable: a socket"
    def __getstate__(self): return {"a": self.a}
    def __setstate__(self, s): self.__dict__.update(s); self.conn = "reconnected"
print(pickle.loads(pickle.dumps(State())).__dict__)
class Red:
    def __init__(self, *a): self.a = a
    def __reduce__(self): return (Red, ("rebuilt",), {"extra": 1})
print(pickle.loads(pickle.dumps(Red())).__dict__)
class New:
    def __new__(cls, *a, **k):
        print("new", a, k)
        return super().__new__(cls)
    def __getnewargs_ex__(self): return (1,), {"k": 2}
pickle.loads(pickle.dumps(New()))
class Slots:
    __slots__ = ("a",)
s = Slots()
s.a = 5
print(pickle.loads(pickle.dumps(s)).a)
import enum, collections, datetime, decimal, functools
class Col(enum.Enum):
    RED = 1
print(pickle.loads(pickle.dumps(Col.RED)) is Col.RED, pickle.loads(pickle.dumps(collections.Counter("aab"))), pickle.loads(pickle.dumps(datetime.date(2026, 1, 2))), pickle.loads(pickle.dumps(decimal.Decimal("1.5"))), pickle.loads(pickle.dumps(functools.partial(int, base=2)))("101"), pickle.loads(pickle.dumps(collections.deque([1], 2))), pickle.loads(pickle.dumps(collections.OrderedDict(a=1))))
def local():
    class L: pass
    return L()
for bad in (lambda: 0, local(), (x for x in ()), open(__file__), __import__("threading").Lock(), type("Anon", (), {})(), __import__("math")):
    try:
        pickle.dumps(bad)
        print("pickled", bad)
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0].split("<")[0])
for data in (b"", b"garbage", b"\x80\x05", b"cnope\nnope\n.", b"\x80\xff.", pickle.dumps([1, 2])[:-3]):
    try:
        print(pickle.loads(data))
    except Exception as e:
        print(type(e).__name__, e)
import io
f = io.BytesIO()
pickle.dump(1, f)
pickle.dump("two", f)
f.seek(0)
print(pickle.load(f), pickle.load(f))
try:
    pickle.load(f)
except EOFError as e:
    print("EOFError", e)
try:
    pickle.loads("str")
except TypeError as e:
    print(e)
print(pickle.dumps([1, "a"], 0), pickle.dumps((1, 2), 2), pickle.dumps({"k": None}, 5))
