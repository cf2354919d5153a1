# __cause__, __context__, __suppress_context__.
def show(e, depth=0):
    print("  " * depth + f"{type(e).__name__}({e}) cause={e.__cause__!r} context={e.__context__!r} suppress={e.__suppress_context__}")


def implicit():
    try:
        {}["missing"]
    except KeyError:
        raise ValueError("while handling")


def explicit():
    try:
        int("x")
    except ValueError as e:
        raise RuntimeError("because") from e


def silenced():
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("clean") from None


def from_class():
    raise ValueError("v") from KeyError


def reraise():
    try:
        raise ValueError("original")
    except ValueError:
        try:
            raise KeyError("inner")
        except KeyError:
            pass
        raise


def raise_same():
    try:
        raise ValueError("same")
    except ValueError as e:
        raise e


def triple():
    try:
        try:
            raise ValueError(1)
        except ValueError:
            raise TypeError(2)
    except TypeError:
        raise LookupError(3)


for f in (implicit, explicit, silenced, from_class, reraise, raise_same, triple):
    try:
        f()
    except Exception as e:
        print(f.__name__, end=": ")
        show(e)
        c = e.__context__
        while c:
            show(c, 1)
            c = c.__context__
e = ValueError("manual")
e.__cause__ = KeyError("set by hand")
print(e.__suppress_context__)
e.__context__ = TypeError("ctx")
show(e)
for bad in ("e.__cause__ = 5", "e.__context__ = 'x'", "raise e from 'text'", "del e.__cause__"):
    try:
        exec(bad)
    except TypeError as exc:
        print(bad, "|", exc)
try:
    try:
        raise e
    except ValueError:
        raise e
except ValueError as again:
    print(again.__context__, again is e)
import sys
try:
    1 / 0
except ZeroDivisionError as exc:
    print(sys.exc_info()[0].__name__, sys.exception() is exc)
print(sys.exc_info(), sys.exception())


def in_handler():
    return sys.exception()


try:
    raise OSError("seen from a call")
except OSError:
    print(repr(in_handler()))


def gen():
    yield sys.exception()


try:
    raise OSError("seen by a generator")
except OSError:
    print([repr(x) for x in gen()])
