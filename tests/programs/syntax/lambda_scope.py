# lambda, global, nonlocal, and the rules of name lookup.
add = lambda a, b=1, *c, d=4, **e: (a, b, c, d, e)
print(add(1), add(1, 2, 3, d=5, z=6), add.__name__, (lambda: None)())
print((lambda x: lambda y: x + y)(1)(2))
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)))
print((lambda *a, **k: (a, k))(1, b=2), (lambda a, /, b, *, c: a + b + c)(1, 2, c=3))
print([f(2) for f in (lambda x: x, lambda x: x**2, lambda x: x if x > 5 else -x)])
x = "global"


def outer():
    x = "outer"

    def inner():
        nonlocal x
        x = "changed by inner"

        def innermost():
            global x
            x = "changed by innermost"
            return x

        return innermost()

    seen = inner()
    return x, seen


print(outer(), x)


def counter():
    n = 0

    def up():
        nonlocal n
        n += 1
        return n

    def peek():
        return n

    return up, peek


up, peek = counter()
up(), up()
print(peek(), up.__code__.co_freevars, up.__closure__[0].cell_contents, counter.__code__.co_cellvars)


def unbound():
    print(y)
    y = 1


def free_unbound():
    def g():
        return z
    try:
        g()
    except NameError as exc:
        print(type(exc).__name__, exc)
    z = 1
    del z
    try:
        g()
    except NameError as exc:
        print(type(exc).__name__, exc)


try:
    unbound()
except UnboundLocalError as exc:
    print(type(exc).__name__, exc, exc.name)
free_unbound()
try:
    nowhere
except NameError as exc:
    print(exc, exc.name)


class C:
    x = "class"

    def method(self):
        return x

    y = x
    z = (lambda: x)()


print(C().method(), C.y, C.z)


def make_global():
    global brand_new
    brand_new = 5
    def nested():
        return brand_new
    return nested()


print(make_global(), brand_new)


def builtin_shadow():
    len = lambda s: "mine"
    return len("abc")


print(builtin_shadow(), len("abc"))
del brand_new
try:
    brand_new
except NameError as exc:
    print(exc)
