from functools import partial, partialmethod, reduce, Placeholder


def power(base, exp=2, *, mod=None):
    return base ** exp if mod is None else pow(base, exp, mod)


square, cube = partial(power), partial(power, exp=3)
print(square(5), cube(2), partial(power, 2)(10), cube(2, exp=4), partial(power, 3, 4, mod=5)())
p = partial(power, 2, exp=5)
print(p.func is power, p.args, p.keywords, p())
print(repr(partial(int, base=2)), partial(int, base=2)("1010"))
nested = partial(partial(print, "a", sep="-"), "b")
nested("c")
print(nested.args, nested.keywords)
p.label = "attribute"
print(p.label, p.__dict__)
swap = partial(print, Placeholder, "second")
swap("first")
print(partial(divmod, Placeholder, 7)(23))
try:
    partial(print, Placeholder)
except TypeError as exc:
    print(exc)
try:
    partial()
except TypeError as exc:
    print(exc)
try:
    partial(5)
except TypeError as exc:
    print(exc)
try:
    partial(power, 1, exp=2)(5)
except TypeError as exc:
    print(exc)


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state, note=""):
        self.alive = state
        return note

    set_alive = partialmethod(set_state, True)
    set_dead = partialmethod(set_state, False, note="rip")


c = Cell()
c.set_alive()
print(c.alive, c.set_dead(), c.alive)


print(reduce(lambda a, b: a * b, range(1, 6)), reduce(max, [3, 9, 2]), reduce(lambda a, b: a + [b], "ab", []))
print(reduce(lambda a, b: (a, b), "abcd"), reduce(int.__add__, [], 7))
try:
    reduce(max, [])
except TypeError as exc:
    print(exc)
print(list(map(partial(pow, 2), range(5))), sorted(["b", "A"], key=partial(str.lower)))
