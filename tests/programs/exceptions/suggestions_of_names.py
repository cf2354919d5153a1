"""What CPython suggests for names, attributes, imports, keyword arguments."""
import traceback
import collections


class Shape:
    def __init__(self):
        self.colour = 1
        self.area_total = 2

    def describe(self):
        return area_total

    def other(self):
        return self.color

    @classmethod
    def build(cls, width=1, height=2):
        pass


def local_names():
    counter = 1
    return conter


actions = [
    lambda: Shape().color,
    lambda: Shape().describe(),
    lambda: Shape().other(),
    local_names,
    lambda: prnt("x"),
    lambda: collections.OrderedDcit,
    lambda: Shape.build(widht=3),
    lambda: [].appendd(1),
    lambda: "".joim([]),
    lambda: exec("import colections"),
    lambda: exec("import math.foo"),
    lambda: Shape().zzzzzz,
    lambda: None.foo,
    lambda: (1).real.imagg,
    lambda: time.time(),
    lambda: max(1, key_=2),
    lambda: Shape(1, 2),
    lambda: Shape.describe(),
    lambda: local_names(1),
]
for action in actions:
    try:
        action()
    except Exception as error:
        print("".join(traceback.format_exception_only(error)), end="")
Shape().area_totl
