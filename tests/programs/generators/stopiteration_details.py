# StopIteration values, tuples, and generators in for loops and comprehensions.
def ret(v):
    return v
    yield


for v in (None, 5, (1, 2), ValueError("as value"), StopIteration("nested"), [], ()):
    try:
        next(ret(v))
    except StopIteration as e:
        print(repr(v), "->", repr(e.value), e.args)


def delegating(v):
    r = yield from ret(v)
    print("got", repr(r))


for v in ((1, 2), StopIteration("x"), None):
    list(delegating(v))


class It:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("a", "b")


try:
    next(It())
except StopIteration as e:
    print(e.value, e.args)
print(list(It()), [x for x in It()], tuple(It()), dict.fromkeys(It()))


class Fails:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("in next")


for f in (list, tuple, set, sorted, sum, max, any, "".join, dict, enumerate, lambda i: [*i], lambda i: next(i, 1), lambda i: list(zip(i)), lambda i: list(map(str, i)), lambda i: {**{}, **dict(i)}, lambda i: [].extend(i), lambda i: 5 in i):
    try:
        r = f(Fails())
        print("lazy", type(r).__name__)
    except ValueError as e:
        print(getattr(f, "__name__", "join"), e)


class Raises:
    def __getitem__(self, i):
        if i == 2:
            raise StopIteration
        return i


print(list(Raises()))


def inner_stop():
    for x in [1, 2]:
        try:
            yield next(iter([]))
        except StopIteration:
            yield "handled"


print(list(inner_stop()))


def leak(it):
    return [next(it) for _ in range(3)]


try:
    leak(iter([1, 2]))
except StopIteration:
    print("StopIteration leaks from a list comprehension in a function")
try:
    list(next(it) for it in [iter([1]), iter([])])
except RuntimeError as e:
    print("but not from a generator expression:", e)
try:
    any(next(iter([])) for _ in [1])
except RuntimeError as e:
    print(e)


def lazy_error():
    yield 1
    raise KeyError("late")


out = []
try:
    for x in lazy_error():
        out.append(x)
except KeyError as e:
    print(out, repr(e))
lst = [0]
try:
    lst.extend(lazy_error())
except KeyError:
    print(lst)
try:
    a, b = lazy_error()
except KeyError as e:
    print(e)
for bad in (lambda: [*5], lambda: (lambda *a: a)(*5), lambda: dict(**5), lambda: {**[1]}, lambda: [*None], lambda: set(5)):
    try:
        bad()
    except TypeError as e:
        print(e)
