class A:
    """Doc."""
    x = 1

    def __init__(self):
        self.y = 2

    def m(self):
        z = 3
        return sorted(locals()), vars() == locals()


a = A()
print(vars(a), a.m(), [n for n in dir(a) if not n.startswith("_")], [n for n in vars(A) if not n.startswith("__")], "x" in dir(A))
print(getattr(a, "x"), getattr(a, "no", None), hasattr(a, "m"), setattr(a, "new", 5), a.new, delattr(a, "new"), hasattr(a, "new"), getattr(a, "m")()[0])
for f in (lambda: vars(5), lambda: getattr(a, "nope"), lambda: delattr(a, "nope"), lambda: setattr(5, "x", 1), lambda: vars(1, 2), lambda: getattr(a), lambda: setattr(a, 1, 2), lambda: vars([])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
g = 10
def fn(p, q=2):
    r = p
    snapshot = locals()
    snapshot["r"] = "changed"
    return r, sorted(snapshot), "g" in globals(), "fn" in globals()
print(fn(1), globals()["g"], "a" in vars(), globals() is vars(), locals() is globals())
globals()["made"] = "dynamic"
print(made)
print(sorted(dir())[-5:] == sorted(dir())[-5:], "A" in dir(), dir(type("E", (), {"__dir__": lambda s: ["z", "a"]})()))
class Dynamic:
    def __dir__(self): return ["b", "a", "c"]
    def __getattr__(self, n): return n * 2
print(dir(Dynamic()), Dynamic().abc, getattr(Dynamic(), "q"), hasattr(Dynamic(), "anything"))
print([m for m in dir(list) if not m.startswith("_")])
print([m for m in dir(dict) if not m.startswith("_")])
print([m for m in dir(tuple) if not m.startswith("_")], [m for m in dir(int) if not m.startswith("_")])
print([m for m in dir(object)])
print(id(a) == id(a), type(id(a)).__name__, callable(a.m), a.__class__.__name__, a.__doc__, A.m.__qualname__, a.__module__, A.__dict__["x"])
print(type(A.__dict__).__name__)
try:
    A.__dict__["y"] = 1
except TypeError as e:
    print(e)
def inner_scope():
    x = 1
    def g():
        return x
    return locals().keys() - {"g"}, g.__code__.co_freevars
print(inner_scope())
print(__name__, __file__.endswith(".py"), "__builtins__" in globals(), __import__("builtins").len is len)
import builtins
builtins.custom = "added builtin"
print(custom)
del builtins.custom
len = lambda x: "shadowed"
print(len([]))
del len
print(len([]))
