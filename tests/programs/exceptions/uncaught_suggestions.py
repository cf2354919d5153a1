# "Did you mean" hints of uncaught errors.
import traceback
import sys


class Circle:
    radius = 1

    def area(self):
        return self.radious


def name_error():
    counter = 1
    return conter + 1


def builtin_name():
    return pritn("x")


def missing_self():
    class A:
        def __init__(self):
            self.blech = 1

        def f(self):
            return blech
    return A().f()


def module_attr():
    import math
    return math.sqroot(4)


def import_name():
    from collections import OrderDict


def keyword():
    return sorted([1], revers=True)


def kw2():
    def f(*, width=1, height=2):
        return width
    return f(widht=3)


def stdlib_module():
    return json.dumps([])


for f in (lambda: Circle().area(), name_error, builtin_name, missing_self, module_attr, import_name, keyword, kw2, stdlib_module, lambda: [].appendd(1), lambda: "x".uper(), lambda: {}.kyes(), lambda: (1).foo):
    try:
        f()
    except Exception as e:
        print(traceback.format_exception_only(e)[-1].strip())
print(Circle().raduis)
