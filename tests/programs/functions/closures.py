# Closures: shared cells, late binding, and per-call state.
def make_adder(n):
    def add(x):
        return x + n
    return add


add5, add10 = make_adder(5), make_adder(10)
print(add5(1), add10(1))
print(add5.__closure__[0].cell_contents, add5.__code__.co_freevars, make_adder.__closure__)


def make_pair():
    value = 0

    def get():
        return value

    def set(v):
        nonlocal value
        value = v

    return get, set


get, set_ = make_pair()
set_(42)
print(get(), get.__closure__[0] is set_.__closure__[0])
get2, _ = make_pair()
print(get2())
callbacks = []
for i in range(3):
    callbacks.append(lambda: i * 10)
print([c() for c in callbacks])
i = 7
print([c() for c in callbacks])
callbacks = [(lambda k: lambda: k * 10)(k) for k in range(3)]
print([c() for c in callbacks])


def accumulator(start=0):
    total = start

    def step(n):
        nonlocal total
        total += n
        return total

    step.reset = lambda: step(-total)
    return step


acc = accumulator(100)
print(acc(10), acc(5), acc.reset(), acc(1))


def deep():
    a = 1

    def one():
        b = 2

        def two():
            c = 3

            def three():
                nonlocal a, b
                a, b = a + 10, b + 10
                return a + b + c
            return three
        return two
    f = one()()
    return f(), f(), a


print(deep())


def cell_edit():
    x = 1

    def f():
        return x
    f.__closure__[0].cell_contents = "replaced"
    return f(), x


print(cell_edit())


def param_captured(p, *args, **kw):
    def show():
        return p, args, kw
    p += 1
    return show


print(param_captured(1, 2, k=3)())


def deleted():
    x = 1
    def f():
        return x
    del x
    try:
        f.__closure__[0].cell_contents
    except ValueError as exc:
        print(exc)


deleted()


class Counter:
    count = 0

    def method(self):
        return lambda: (self, __class__)


c = Counter()
print(c.method()()[0] is c, c.method()()[1])
