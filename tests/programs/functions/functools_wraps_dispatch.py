from functools import wraps, update_wrapper, singledispatch, singledispatchmethod, total_ordering, cmp_to_key
import numbers


def logged(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        """wrapper doc"""
        print("call", f.__name__, args, kwargs)
        return f(*args, **kwargs)
    return wrapper


@logged
def add(a: int, b: int = 1) -> int:
    "Adds."
    return a + b


add.tag = "x"
print(add(1, b=2), add.__name__, add.__doc__, add.__annotations__, add.__wrapped__(5))


class Callable:
    def __init__(self, f):
        update_wrapper(self, f)

    def __call__(self):
        return "called " + self.__name__


@Callable
def target():
    "target doc"


print(target(), target.__doc__)


@singledispatch
def describe(x):
    return f"object {x!r}"


@describe.register
def _(x: int):
    return f"int {x}"


@describe.register(list)
@describe.register(tuple)
def _(x):
    return f"sequence of {len(x)}"


@describe.register
def _(x: numbers.Real | None):
    return f"real or none {x}"


describe.register(str, lambda x: f"str {x}")
for v in (1, True, [1], (1, 2), 2.5, None, "s", {1}, 3j):
    print(describe(v))
print(describe.dispatch(bool) is describe.dispatch(int), sorted(t.__name__ for t in describe.registry))
try:
    describe()
except TypeError as exc:
    print(exc)


class Negator:
    @singledispatchmethod
    def neg(self, arg):
        raise NotImplementedError(f"cannot negate {type(arg).__name__}")

    @neg.register
    def _(self, arg: int):
        return -arg

    @neg.register
    def _(self, arg: bool):
        return not arg


n = Negator()
print(n.neg(5), n.neg(True))
try:
    n.neg("a")
except NotImplementedError as exc:
    print(exc)


@total_ordering
class Version:
    def __init__(self, *p):
        self.p = p

    def __eq__(self, o):
        return self.p == o.p

    def __lt__(self, o):
        return self.p < o.p

    def __repr__(self):
        return ".".join(map(str, self.p))


a, b = Version(1, 2), Version(1, 10)
print(a < b, a <= b, a > b, a >= b, a != b, max(a, b), sorted([b, a]))
try:
    @total_ordering
    class Bad:
        pass
except ValueError as exc:
    print(exc)


def by_len_then_rev(x, y):
    return len(x) - len(y) or (x < y) - (x > y)


print(sorted(["a", "bb", "b", "aa", "ccc"], key=cmp_to_key(by_len_then_rev)))
