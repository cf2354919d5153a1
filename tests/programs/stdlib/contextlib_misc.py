from contextlib import *
import io, sys
with suppress(ZeroDivisionError):
    1 / 0
    print("never")
with suppress():
    print("no types")
try:
    with suppress(KeyError):
        raise ValueError("passes")
except ValueError as e:
    print(e)
with redirect_stderr(io.StringIO()) as err:
    print("to stderr", file=sys.stderr)
print(repr(err.getvalue()))
with redirect_stdout(io.StringIO()) as a, redirect_stdout(io.StringIO()) as b:
    print("inner")
print(repr(a.getvalue()), repr(b.getvalue()))
class Log(AbstractContextManager):
    def __exit__(self, *exc):
        print("exit", exc[0])
with Log() as l:
    print(type(l).__name__)
@contextmanager
def opened(n):
    print("open", n)
    try:
        yield n
    finally:
        print("close", n)
with ExitStack() as s:
    names = [s.enter_context(opened(i)) for i in range(3)]
    s.callback(lambda: print("callback"))
    print(names)
    s.pop_all().close()
    print("closed early")
try:
    with ExitStack() as s:
        s.enter_context(opened("x"))
        s.push(lambda *a: True)
        raise ValueError("swallowed by the pushed function")
    print("swallowed")
except ValueError:
    print("no")
@contextmanager
def ctx():
    yield "v"
c = ctx()
print(type(c).__name__, c.__enter__(), c.__exit__(None, None, None))
@ctx()
def f(): return "decorated"
print(f(), f(), f.__name__)
with suppress(ValueError):
    raise ExceptionGroup("g", [ValueError(1)])
print("groups of it are suppressed too")
try:
    with suppress(ValueError):
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
except ExceptionGroup as e:
    print(repr(e))
import os
with chdir("."):
    print(os.path.exists("contextlib_misc.py"))
with closing(io.StringIO("x")) as f:
    print(f.read())
print(f.closed)
try:
    with 5:
        pass
except TypeError as e:
    print(e)
try:
    c.__enter__()
except (RuntimeError, AttributeError) as e:
    print(type(e).__name__, e)
