# raise: classes, instances, from, re-raise, in odd places.
def attempt(f):
    try:
        print("returned", f())
    except BaseException as e:
        print(f"{type(e).__name__}({e}) cause={e.__cause__!r} context={e.__context__!r}")


def r1(): raise ValueError
def r2(): raise ValueError("msg")
def r3(): raise ValueError("a") from KeyError("b")
def r4(): raise ValueError from None


def r5():
    try:
        raise KeyError("k")
    except KeyError as e:
        raise e.__class__("copy") from e


def r6():
    try:
        raise KeyError("k")
    except KeyError:
        raise


def r7(): raise


def r8():
    try:
        1 / 0
    except ZeroDivisionError as e:
        e.args = ("changed",)
        raise


def r9():
    e = ValueError("saved")
    try:
        raise e
    except ValueError:
        pass
    raise e


def r10():
    class Weird(Exception):
        def __new__(cls, *a):
            return KeyError("made by __new__")
    raise Weird("x")


def r11():
    class BadInit(Exception):
        def __init__(self):
            raise TypeError("in __init__")
    raise BadInit


def r12():
    class NotExc:
        def __new__(cls):
            return 5
    raise NotExc


def r13(): return [x for x in (1, 2) if (lambda: (_ for _ in ()).throw(ValueError("inside expression")))()]
def r14(): raise (lambda: TypeError("computed"))()
def r15(): raise ValueError("x") from (KeyError if True else None)


for f in (r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15):
    print(f.__name__, end=": ")
    attempt(f)


def handler_scope():
    try:
        raise ValueError("v")
    except ValueError as e:
        kept = e
    try:
        e
    except UnboundLocalError as err:
        print(err)
    return kept


print(repr(handler_scope()))


def loop_retry():
    for i in range(5):
        try:
            if i < 3:
                raise ConnectionError(i)
            return f"worked at {i}"
        except ConnectionError as e:
            last = e
            continue
    raise last


print(loop_retry())
def else_raises():
    try:
        pass
    except ValueError:
        print("not here")
    else:
        raise ValueError("from else")
attempt(else_raises)
def finally_order():
    try:
        try:
            return print("1")
        finally:
            print("2")
    finally:
        print("3")
finally_order()
