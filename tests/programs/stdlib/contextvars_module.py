import contextvars
from contextvars import ContextVar, copy_context, Context
v = ContextVar("v", default=10)
w = ContextVar("w")
print(v.get(), v.name, w.get("fallback"))
try:
    w.get()
except LookupError as e:
    print(type(e).__name__, "var=" in repr(w) or "name='w'" in str(e))
t = v.set(20)
print(v.get(), t.old_value, t.var is v, v.reset(t), v.get())
t1 = w.set("a")
print(t1.old_value is contextvars.Token.MISSING, contextvars.Token.MISSING)
w.reset(t1)
print(w.get("unset again"))
ctx = copy_context()
def f():
    v.set("inside")
    return v.get()
print(ctx.run(f), v.get(), ctx[v], ctx.get(w), len(ctx), v in ctx, list(ctx) == [v], dict(ctx.items()) == {v: "inside"})
print(ctx.run(lambda: (v.get(), 1)))
def nested():
    try:
        ctx.run(f)
    except RuntimeError as e:
        print(str(e).split(":")[0])
ctx.run(nested)
empty = Context()
print(empty.run(v.get), len(empty), empty.copy() == empty)
for bad in (lambda: ctx[w], lambda: ContextVar(5), lambda: ctx.run(5), lambda: v.reset(5), lambda: w.reset(t), lambda: ctx.__setitem__(v, 1), lambda: ContextVar()):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0].split("<")[0])
other = copy_context()
tok = other.run(v.set, 5)
try:
    v.reset(tok)
except ValueError as e:
    print("created in a different Context" in str(e))
def gen():
    v.set("in generator")
    yield v.get()
v.set("outer")
print(next(gen()), v.get(), "generators share the context")
with v.set("with"):
    print(v.get())
print(v.get())
