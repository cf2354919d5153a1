# Mutable arguments, rebinding, aliasing, and evaluation order of defaults and arguments.
def rebind(x):
    x = [0]
    return x


def mutate(x):
    x.append(0)
    return x


a = [1]
print(rebind(a), a, mutate(a), a)


def swap(a, b):
    return b, a


p, q = swap(1, 2)
print(p, q)


def modify_all(n, s, l, d, t):
    n += 1
    s += "x"
    l += ["x"]
    d["x"] = 1
    t += ("x",)
    return n, s, l, d, t


n, s, l, d, t = 1, "a", ["a"], {}, ("a",)
modify_all(n, s, l, d, t)
print(n, s, l, d, t)
log = []


def note(v):
    log.append(v)
    return v


def f(a, b=None, *c, d=None, **e): pass


f(note(1), note(2), *note([3]), d=note(4), **note({"x": 5}))
f(d=note("d first"), a=note("then a"))
print(log)


def late():
    return defined_later()


def defined_later():
    return "defined after its caller"


print(late())


def many(a, b, c, d, e, f, g, h, i, j, k=11, *args, l=12, **kw):
    return a + j + k, args, l, kw


print(many(*range(10)), many(*range(12), l=0, z=1))


def positional(a, b, /):
    return a - b


def keyword(*, a, b):
    return a - b


print(positional(5, 3), keyword(b=3, a=5))
same = [1, 2]
print((lambda x, y: x is y)(same, same), (lambda *a: a)(*same) == tuple(same), (lambda **k: k)(**d) is d)
def varargs_copy(*a, **k):
    k["new"] = 1
    return a, k
orig = {"o": 1}
print(varargs_copy(*same, **orig), orig)
