# The tree of builtin exceptions.
def tree(cls, depth=0, seen=()):
    subs = sorted((c for c in cls.__subclasses__() if c.__module__ == "builtins"), key=lambda c: c.__name__)
    print("    " * depth + cls.__name__)
    for s in subs:
        tree(s, depth + 1)


tree(BaseException)
for a, b in ((KeyError, LookupError), (IndexError, LookupError), (ZeroDivisionError, ArithmeticError), (FileNotFoundError, OSError), (RecursionError, RuntimeError), (NotImplementedError, RuntimeError), (UnicodeDecodeError, ValueError), (ModuleNotFoundError, ImportError), (TimeoutError, OSError), (ConnectionResetError, ConnectionError), (KeyboardInterrupt, Exception), (GeneratorExit, Exception), (SystemExit, Exception), (UnboundLocalError, NameError), (TabError, SyntaxError), (BrokenPipeError, ConnectionError), (PythonFinalizationError, RuntimeError), (ExceptionGroup, Exception), (ExceptionGroup, BaseExceptionGroup), (BytesWarning, Warning), (EncodingWarning, Warning)):
    print(a.__name__, b.__name__, issubclass(a, b))
print(IOError is OSError, EnvironmentError is OSError)
import asyncio, concurrent.futures, queue, socket, json, subprocess
print(asyncio.TimeoutError is TimeoutError, concurrent.futures.TimeoutError is TimeoutError, socket.timeout is TimeoutError)
print(asyncio.CancelledError.__mro__[1].__name__, asyncio.CancelledError is concurrent.futures.CancelledError)
print(json.JSONDecodeError.__bases__, queue.Empty.__bases__, asyncio.InvalidStateError.__bases__, asyncio.QueueFull.__bases__, asyncio.IncompleteReadError.__bases__)
for bad, expected in ((lambda: [][0], IndexError), (lambda: {}[0], KeyError), (lambda: 1 / 0, ZeroDivisionError), (lambda: int("a"), ValueError), (lambda: "a" + 1, TypeError), (lambda: x_y_z, NameError), (lambda: (1).a, AttributeError), (lambda: open("/no/such"), FileNotFoundError), (lambda: 10.0 ** 400, OverflowError), (lambda: next(iter([])), StopIteration), (lambda: b"\xff".decode(), UnicodeDecodeError), (lambda: "é".encode("ascii"), UnicodeEncodeError), (lambda: __import__("nope"), ModuleNotFoundError), (lambda: eval("1 +"), SyntaxError), (lambda: eval(" 1\n  2"), IndentationError), (lambda: exec("assert 0"), AssertionError), (lambda: 1 % 0, ZeroDivisionError), (lambda: 1.0 // 0, ZeroDivisionError), (lambda: 0 ** -1, ZeroDivisionError), (lambda: divmod(1, 0), ZeroDivisionError), (lambda: 1j / 0, ZeroDivisionError), (lambda: float("inf") // 1 and int(float("inf")), OverflowError), (lambda: int(float("nan")), ValueError), (lambda: [1].remove(2), ValueError), (lambda: "a".index("b"), ValueError), (lambda: {}.popitem(), KeyError), (lambda: set().pop(), KeyError), (lambda: [].pop(), IndexError), (lambda: {1}.remove(3), KeyError), (lambda: "a" * (1 << 70), OverflowError), (lambda: 1 << -1, ValueError), (lambda: chr(1114112), ValueError), (lambda: bytes([256]), ValueError), (lambda: (1).to_bytes(0), OverflowError), (lambda: 2.0 ** 5000, OverflowError)):
    try:
        bad()
        print("nothing raised", expected)
    except Exception as e:
        print(f"{type(e).__name__:22} {type(e) is expected} {e}")
