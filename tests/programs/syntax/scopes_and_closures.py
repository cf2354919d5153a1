"""Scopes: LEGB, nonlocal, global, class bodies, comprehensions, late binding, UnboundLocalError, del, exec."""
x = "global"


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x += "+inner"
            return x
        return inner

    f = middle()
    return f(), f(), x


print(outer())


def make_averager():
    count, total = 0, 0

    def averager(value):
        nonlocal count, total
        count += 1
        total += value
        return total / count

    return averager


avg = make_averager()
print(avg(10), avg(11), avg.__code__.co_freevars, [c.cell_contents for c in avg.__closure__])
funcs = [lambda: i for i in range(3)]
print([f() for f in funcs], [f() for f in [lambda i=i: i for i in range(3)]])


def unbound():
    print(b)
    b = 1


try:
    unbound()
except UnboundLocalError as error:
    print(error)


def free_unbound():
    def g():
        return later
    try:
        g()
    except NameError as error:
        print(type(error).__name__, error)
    later = 1
    return g()


print(free_unbound())


class C:
    x = "class"
    y = [x for _ in range(2)]
    z = [i for i in x]

    def method(self):
        return x

    w = (lambda: x)()


print(C.y, C.z, C().method(), C.w)


def deleter():
    a = 1
    del a
    try:
        a
    except UnboundLocalError as error:
        print(error)


deleter()


def globals_too():
    global made_here
    made_here = 5


globals_too()
print(made_here, "made_here" in globals())
try:
    undefined_thing
except NameError as error:
    print(error, error.name)
namespace = {"x": 3}
exec("y = x * 2\ndef f(): return x + 1", namespace)
print(namespace["y"], namespace["f"](), sorted(k for k in namespace if not k.startswith("__")))
print(eval("x + 1", {"x": 1}, {"x": 10}))


def locals_view():
    a, b = 1, 2
    snapshot = locals()
    c = 3
    return sorted(snapshot), sorted(locals())


print(locals_view())


def defaults(a, bag=[], *, key={}):
    bag.append(a)
    key[a] = len(bag)
    return bag, key


print(defaults(1), defaults(2), defaults.__defaults__, defaults.__kwdefaults__)
try:
    for i in range(3):
        pass
    print(i)
    [j for j in range(3)]
    print(j)
except NameError as error:
    print(error)
if (n := 10) > 5:
    print(n)
print([last := v for v in range(3)], last)
try:
    raise ValueError("v")
except ValueError as e:
    pass
try:
    e
except NameError as error:
    print(error)


def gen():
    x = 1
    yield (lambda: x)
    x = 2
    yield (lambda: x)


a, b = gen()
print(a(), b())
print((lambda *args, **kw: (args, kw))(1, *[2, 3], a=4, **{"b": 5}))
unbound()
