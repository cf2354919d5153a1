# Names: class bodies, comprehensions, exec, nested functions, shadowing of builtins.
x = "module"


class Outer:
    x = "class"
    seen_in_body = x
    lam = lambda self: x
    comp = [x for _ in range(1)]
    gen = list(x for _ in range(1))
    first_iter = [c for c in x]

    def method(self):
        return x

    class Inner:
        seen = x

        def method(self):
            return __class__.__qualname__, x


print(Outer.seen_in_body, Outer().lam(), Outer.comp, Outer.gen, "".join(Outer.first_iter), Outer().method(), Outer.Inner.seen, Outer.Inner().method())


def f():
    x = "f"

    class C:
        seen = x
        x = "C"
        after = x

        def m(self):
            return x
    return C.seen, C.after, C().m()


print(f())


def conditional(flag):
    if flag:
        y = 1
    try:
        return y
    except UnboundLocalError as e:
        return str(e)


print(conditional(True), conditional(False))


def loops():
    for i in range(3):
        pass
    return i


print(loops(), [i for i in range(3)], loops())


def star_locals(a, *b, c=1, **d):
    e = 5
    return sorted(locals().items(), key=lambda kv: kv[0])


print(star_locals(1, 2, z=3))


def shadow(print=None):
    str = "shadowed"
    return str, print


print(shadow())


def nested_nonlocal():
    v = 0

    def a():
        nonlocal v
        v += 1

        def b():
            nonlocal v
            v += 10
            return v
        return b
    return a()(), v


print(nested_nonlocal())
g = 1


def reads_global_late():
    return g


g = 2
print(reads_global_late())


def default_captures(v=g):
    return v


g = 3
print(default_captures(), (lambda: g)())
exec("created = g * 10")
print(created)


def exec_does_not_leak():
    exec("leaked = 1")
    try:
        return leaked
    except NameError as e:
        return str(e)


print(exec_does_not_leak())
__private = "module level names are not mangled"


class Mangle:
    def get(self):
        try:
            return __private
        except NameError as e:
            return str(e)


print(Mangle().get())
def recursive_comp():
    return [[(i, j) for j in range(i)] for i in range(3)]
print(recursive_comp())
print([y := 1, y + 1], (lambda: [z := 5, z])())
