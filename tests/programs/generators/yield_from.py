# yield from: delegation of values, send, throw, close and the result.
def inner():
    try:
        x = yield "i1"
        print("inner got", x)
        y = yield "i2"
        print("inner got", y)
    except ValueError as e:
        print("inner handles", e)
        yield "i-recovered"
    finally:
        print("inner finally")
    return "inner result"


def outer():
    r = yield from inner()
    print("outer received", r)
    yield "o1"
    return "outer result"


def drain(g, *sends):
    out = []
    try:
        out.append(next(g))
        for s in sends:
            out.append(g.throw(s) if isinstance(s, Exception) else g.send(s))
    except StopIteration as e:
        out.append(("stop", e.value))
    return out


print(drain(outer(), "a", "b", None))
print(drain(outer(), ValueError("thrown"), None, None))
g = outer()
next(g)
print(g.gi_yieldfrom.__name__)
g.close()
g = outer()
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as e:
    print("out", e)


def chain(*its):
    for it in its:
        yield from it


print(list(chain("ab", [1, 2], {"k": 0}, range(2), (x for x in "z"))))


def tree(t):
    if isinstance(t, list):
        for x in t:
            yield from tree(x)
    else:
        yield t


print(list(tree([1, [2, [3, [4]], 5], []])))


def result_of_list():
    r = yield from [1, 2]
    return r


g = result_of_list()
print(next(g), next(g), next(g, "stop"))
g = result_of_list()
next(g)
try:
    g.send("list iterators have no send")
except AttributeError as e:
    print(e)


class It:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("it value")
        return self.n

    def send(self, v):
        print("send", v)
        return ("sent", v)

    def throw(self, *a):
        print("throw", a)
        return "thrown"

    def close(self):
        print("close")


def use(it):
    r = yield from it
    print("r =", r)


g = use(It())
print(next(g), g.send("x"), g.throw(ValueError("y")), next(g), next(g, "end"))
g = use(It())
next(g)
g.close()
try:
    list(use(5))
except TypeError as e:
    print(e)


def self_ref():
    yield from me


me = self_ref()
try:
    next(me)
except ValueError as e:
    print(e)


def depth(n):
    if n:
        yield from depth(n - 1)
    yield n


print(list(depth(5)), sum(depth(100)))


def returns(v):
    return v
    yield


def collect():
    a = yield from returns(1)
    b = yield from returns(2)
    return a + b


print(drain(collect()))
