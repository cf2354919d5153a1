# How odd exceptions are shown at the end.
import traceback
import sys


class NoStr(Exception):
    def __str__(self):
        raise RuntimeError("str failed")


class Empty(Exception):
    pass


class Outer:
    class Inner(Exception):
        pass


class MultiLine(Exception):
    def __str__(self):
        return "line one\nline two"


def local():
    class Local(Exception):
        pass
    return Local


for e in (NoStr(), Empty(), Outer.Inner("i"), MultiLine(), local()("l"), KeyError("quoted"), ValueError(""), ValueError(None), Exception("a", "b"), AssertionError(), StopIteration(3), OSError(2, "gone", "f"), SyntaxError("odd", ("f.py", 2, 3, "ab cd\n"))):
    print("".join(traceback.format_exception_only(e)), end="")
    sys.stdout.flush()
raise Outer.Inner("last one")
