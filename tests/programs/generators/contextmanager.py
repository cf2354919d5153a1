from contextlib import contextmanager, ExitStack, suppress, redirect_stdout, nullcontext, closing, AbstractContextManager, ContextDecorator
import io


@contextmanager
def tag(name, swallow=False):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as e:
        print("saw", e)
        if not swallow:
            raise
    finally:
        print(f"</{name}>")


with tag("a") as a, tag("b"):
    print(a)
with tag("s", swallow=True):
    raise ValueError("swallowed")
try:
    with tag("t"):
        raise ValueError("passes")
except ValueError as e:
    print("outside", e)


@tag("decorated")
def f(x):
    print("body", x)
    return x * 2


print(f(2), f(3))


@contextmanager
def no_yield():
    if False:
        yield


@contextmanager
def two_yields():
    yield 1
    yield 2


@contextmanager
def stops():
    yield


for cm in (no_yield, two_yields):
    try:
        with cm():
            print("in", cm.__name__)
    except RuntimeError as e:
        print(e)
try:
    with two_yields():
        raise KeyError("k")
except (KeyError, RuntimeError) as e:
    print(type(e).__name__, e)
try:
    with stops():
        raise StopIteration("through")
except StopIteration as e:
    print("StopIteration", e)
with suppress(KeyError, IndexError):
    {}["x"]
print("suppressed")
buf = io.StringIO()
with redirect_stdout(buf):
    print("captured")
print(repr(buf.getvalue()))
with nullcontext(5) as n:
    print(n)
with ExitStack() as stack:
    for n in "xyz":
        stack.enter_context(tag(n))
    stack.callback(print, "callback", 1, sep="=")
    stack.push(lambda *exc: print("push", exc[0]))
    print("body")
with ExitStack() as stack:
    stack.enter_context(tag("kept"))
    saved = stack.pop_all()
print("not closed yet")
saved.close()
try:
    with ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        stack.push(lambda t, v, tb: print("sees", t))
        raise KeyError("orig")
except ZeroDivisionError as e:
    print(repr(e), repr(e.__context__))


class Deco(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *a):
        print("exit", a[0])


@Deco()
def g():
    print("g")


g()


class Closable:
    def close(self):
        print("closed")


with closing(Closable()):
    pass
cm = tag("reuse")
with cm:
    pass
try:
    with cm:
        pass
except (AttributeError, RuntimeError) as e:
    print(type(e).__name__, e)
