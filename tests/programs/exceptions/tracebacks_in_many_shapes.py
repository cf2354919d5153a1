"""Tracebacks: recursion, long lines, several frames, lambdas, comprehensions, eval'd code, methods, decorators, carets."""
import traceback
import sys


def show(function, *args):
    try:
        function(*args)
    except BaseException as error:
        traceback.print_exception(error, file=sys.stdout)
    print("=" * 20)


def recursive(n):
    return recursive(n + 1) if n < 1000000 else n


class Thing:
    value = None

    def method(self, x):
        return self.value.attribute[x]

    @property
    def prop(self):
        return self.missing_thing

    def __getitem__(self, key):
        return {}[key]

    def __add__(self, other):
        return other.nothing

    def __repr__(self):
        return 1 / 0


def multi_line(a,
               b):
    return (
        a
        + b
        + undefined_in_multi_line
    )


def call_in_call():
    return len(int(str("x") + "y"))


def binary():
    first, second = 1, "2"
    return (first + 3) * (first + second) - 4


def subscript():
    data = {"a": {"b": [1, 2]}}
    return data["a"]["b"][5]


def comprehension():
    return [1 / x for x in (1, 0)]


def nested_function():
    def inner():
        raise KeyError("inner")
    inner()


def generator_error():
    def gen():
        yield 1
        raise ValueError("in gen")
    for _ in gen():
        pass


def assertion():
    assert 1 == 2, "one is not two"


def assertion_long():
    x = 5
    assert (
        x > 10
        and x < 20
    )


def with_unicode():
    naïve = "é" + 1


def chained_attributes():
    thing = Thing()
    thing.value = thing
    return thing.value.value.nope.more


def raise_from_loop():
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError as e:
            if i == 2:
                raise RuntimeError("end") from e


def long_args():
    print("a", 1, 2, 3, [x for x in range(3)], {"key": "value"}, undefined_name_at_the_end_of_a_long_call)


show(recursive, 0)
for f in (Thing().method, lambda x: Thing().prop):
    show(f, 1)
show(lambda: Thing()["k"])
show(lambda: Thing() + 5)
show(lambda: repr(Thing()))
show(multi_line, 1, 2)
for f in (call_in_call, binary, subscript, comprehension, nested_function, generator_error, assertion, assertion_long, with_unicode,
          chained_attributes, raise_from_loop, long_args):
    show(f)
show(eval, "1 +* 2")
show(eval, "undefined + 1")
show(exec, "def f():\n    return 1 / 0\nf()")
show(int, "x")
show(sorted, [1, "a"])
show(lambda: sorted([3, 1], key=lambda v: v.bad))
show(lambda: list(map(lambda v: 1 // v, [1, 0])))
show(sys.exit, 3)
try:
    subscript()
except IndexError:
    kind, value, tb = sys.exc_info()
    print(traceback.extract_tb(tb)[-1].name, traceback.extract_tb(tb)[-1].line, tb.tb_lineno, tb.tb_next.tb_lineno)
    print(traceback.format_tb(tb, limit=-1)[0], end="")
    summary = traceback.TracebackException(kind, value, tb.tb_next, capture_locals=True)
    print("".join(summary.format()), end="")


def top():
    middle()


def middle():
    bottom(
        1,
        2,
    )


def bottom(a, b):
    raise Exception(f"from the bottom: {a} {b}")


top()
