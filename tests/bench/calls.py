# Calls in the forms that programs use.
from _measure import measure


def nothing():
    pass


def three(a, b, c=3):
    return a


def rest(*args, **kwargs):
    return args


def make_adder(n):
    def add(x):
        return x + n

    return add


add_two = make_adder(2)


def call(count):
    for _ in range(count):
        nothing()


def default(count):
    for i in range(count):
        three(i, 2)


def keyword(count):
    for i in range(count):
        three(i, b=2, c=4)


def star(count):
    for i in range(count):
        rest(i, 1, x=2)


def spread(count):
    args = (1, 2, 3)
    for _ in range(count):
        three(*args)


def closure(count):
    for i in range(count):
        add_two(i)


def builtin(count):
    text = "abc"
    for _ in range(count):
        len(text)


def higher_order(count):
    for _ in map(add_two, range(count)):
        pass


measure("call", call)
measure("call_default", default)
measure("call_keyword", keyword)
measure("call_star", star)
measure("call_spread", spread)
measure("call_closure", closure)
measure("call_len", builtin)
measure("call_map", higher_order)
