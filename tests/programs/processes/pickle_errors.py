"""What pickle says of what it cannot do."""
import io
import pickle
import sys
import threading
import traceback


def attempt(function, *args, **options):
    try:
        print(function(*args, **options))
    except BaseException as error:
        text = traceback.format_exception_only(error)
        print("".join(text).split(" at 0x")[0].rstrip())


class State:
    def __init__(self, value):
        self.value = value


class Bad:
    def __reduce__(self):
        return 5


class Short:
    def __reduce__(self):
        return (int,)


class Moved:
    pass


Kept = Moved


class Moved:
    pass


def outer():
    class Local:
        pass

    return Local


attempt(pickle.dumps, lambda: 1)
attempt(pickle.dumps, outer())
attempt(pickle.dumps, [1, outer()()])
attempt(pickle.dumps, {"a": [State(lambda: 1)]})
attempt(pickle.dumps, threading.Lock())
attempt(pickle.dumps, (n for n in ()))
attempt(pickle.dumps, sys)
attempt(pickle.dumps, Bad())
attempt(pickle.dumps, (Short(),))
attempt(pickle.dumps, Kept)
attempt(pickle.dumps, Kept())
attempt(pickle.dumps, 1, 9)
attempt(pickle.dumps, b"", 3, buffer_callback=len)
attempt(pickle.Pickler, 1)
attempt(pickle.Unpickler, 1)
attempt(pickle.loads, "text")
for data in (b"", b"x", b"\x80\x04K", b"\x80\x63.", b"cno_such\nname\n.", b"cos\nno_such\n.", b"h\x01.", b"t.", b"(.",
             b"\x85.", b"N)R.", b"cbuiltins\nint\nNR.", b"cbuiltins\nint\n}\x81.", b"N)\x81.", b"}(Nu.", b"P1\n.", b"\x97.",
             b"I1x\n.", b"F1x\n.", b"L1x\n.", b"\x82\x05.", b"\x80\x04\x95", b"S'abc\n.", b"N0.", b"]N0."):
    attempt(pickle.loads, data)


class NoInit(pickle.Pickler):
    def __init__(self):
        pass


attempt(NoInit().dump, 1)
pickler = pickle.Pickler(io.BytesIO(), 2)
print(hasattr(pickler, "dispatch_table"), pickler.bin, pickler.fast, type(pickler).__module__)
attempt(pickle.dumps, type("Gone", (), {"__module__": "no_such_module"}))
