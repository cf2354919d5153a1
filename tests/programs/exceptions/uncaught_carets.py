# Carets under the part of the line that failed. Each piece is printed by traceback, the last one is uncaught.
import sys
import traceback


class Obj:
    attr = None
    items = {"k": [1, 2]}


o = Obj()
x = None


def binop():
    return 1 + 2 + x + 4


def subscript():
    return o.items["k"][5] + o.items["z"]


def attribute():
    return o.attr.deeper.still


def call():
    return sorted(o.items, key=len)(1)(2)


def multi_line():
    return (
        o.items["k"][0] +
        o.items["missing"]
    )


def nested_call():
    return str(int("1") + int(
        "two"
    ))


def assign():
    a, b = o.items["k"] + [3]


def comprehension():
    return [1 / n for n in (1, 0)]


def with_tabs():
    if True:
    	return undefined_name


def unicode_line():
    return "ünïcödé" + o.items["k"]


def kwargs():
    return print(*[1], sep=5)


def lambda_call():
    return (lambda v: v[0])(None)


for f in (binop, subscript, attribute, call, multi_line, nested_call, assign, comprehension, with_tabs, unicode_line, kwargs, lambda_call):
    try:
        f()
    except Exception:
        traceback.print_exc(file=sys.stdout)
o.items["k"]["not an index"] = (1 + 2)
