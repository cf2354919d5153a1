# Contexts are mappings that are equal when their variables have equal values.
from contextvars import Context, ContextVar, copy_context
v = ContextVar("v", default=0)
w = ContextVar("w")
a, b = Context(), Context()
print(a == b, a != b, a == {}, len(a))
a.run(v.set, [1])
print(a == b, a == a.copy(), a.copy() is a)
b.run(v.set, [1])
print(a == b)
b.run(w.set, 2)
print(a == b, dict(b)[w], w in a, w in b, b.get(w), a.get(w, "none"))
try:
    hash(a)
except TypeError as e:
    print(e)
def work(n):
    token = v.set(n)
    inner = copy_context()
    result = inner.run(lambda: (v.get(), v.set(99), v.get())[::2])
    v.reset(token)
    return result, v.get()
print(copy_context().run(work, 5), v.get())
with v.set(7) as token:
    print(v.get(), token.old_value)
print(v.get())
