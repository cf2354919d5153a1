"""Builtin exceptions: the tree, arguments, attributes, str and repr, pickling and copying."""
import copy
import pickle


def tree(cls, depth=0):
    if cls.__module__ == "builtins":
        print("  " * depth + cls.__name__)
        for sub in sorted(cls.__subclasses__(), key=lambda c: c.__name__):
            tree(sub, depth + 1)


tree(BaseException)
for error in (
    Exception(), Exception(1), Exception("a", 2), KeyError("k"), KeyError("a", "b"), OSError(2, "No such file", "f"),
    OSError(2, "msg", "a", None, "b"), OSError("only"), OSError(1, 2, 3, 4, 5, 6), StopIteration(5), StopIteration(),
    SystemExit(3), SystemExit("bye"), SystemExit(1, 2), UnicodeDecodeError("utf-8", b"abc\xff", 3, 4, "why"),
    UnicodeEncodeError("ascii", "\u20ac\u20ac", 0, 2, "no"), UnicodeTranslateError("ab", 0, 1, "r"), SyntaxError("m"),
    SyntaxError("m", ("f.py", 3, 4, "text")), ImportError("i", name="n", path="p"), NameError("nn", name="q"),
    AttributeError("aa", name="x", obj=5), BlockingIOError(11, "blk", 3), ExceptionGroup("g", [ValueError(1)]),
):
    twin = copy.copy(error)
    again = pickle.loads(pickle.dumps(error))
    print(type(error).__name__, repr(error), "|", str(error), "|", error.args, repr(twin) == repr(error) == repr(again))
    for name in ("errno", "strerror", "filename", "filename2", "code", "value", "name", "path", "msg", "lineno", "offset", "text",
                 "encoding", "object", "start", "end", "reason"):
        if hasattr(error, name):
            print("   ", name, repr(getattr(error, name)), getattr(again, name, "gone") == getattr(error, name))
print(type(OSError(13, "x")).__name__, type(OSError(17, "x")).__name__, type(OSError(111, "x")).__name__)
for wrong in ("KeyError(a=1)", "UnicodeDecodeError('a')", "UnicodeDecodeError(1, 2, 3, 4, 5)", "ImportError(foo=1)", "NameError(1, obj=2)",
              "SyntaxError('m', (1,))", "SyntaxError('m', ('f', 1, 2, 't', 5))", "StopIteration(x=1)"):
    try:
        print(repr(eval(wrong)))
    except Exception as error:
        print(wrong, ":", type(error).__name__, error)


class Mine(Exception):
    def __init__(self, code, *, detail=None):
        self.code, self.detail = code, detail


m = Mine(5, detail="d")
print(repr(m), str(m), m.args, m.detail, copy.copy(m).detail)
e = ValueError("x")
e.args = (1, 2)
print(e, repr(e))
for name, value in (("__cause__", 5), ("__context__", 5), ("__traceback__", 5), ("__suppress_context__", 5), ("args", 5)):
    try:
        setattr(e, name, value)
        print("set", name)
    except TypeError as error:
        print(name, error)
for name in ("__cause__", "__traceback__", "args"):
    try:
        delattr(e, name)
    except TypeError as error:
        print(name, error)
e.extra = 1
print(e.__dict__, e.with_traceback(None) is e)
try:
    e.add_note(5)
except TypeError as error:
    print(error)
e.add_note("n")
print(e.__notes__)
try:
    raise Mine
except TypeError as error:
    print(error)
try:
    raise Exception from "x"
except TypeError as error:
    print(error)
try:
    try:
        1 / 0
    except 5:
        pass
except TypeError as error:
    print(error)
try:
    try:
        1 / 0
    except (ValueError, "x"):
        pass
except TypeError as error:
    print(error)
raise SystemExit("the end\nof it")
