"""with: __enter__, __exit__, suppression, ExitStack, contextmanager, async too; what errors say."""
import contextlib
import asyncio
import io


class Managed:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind.__name__ if kind else None, value, tb is not None)
        return self.swallow


with Managed("a") as a, Managed("b", swallow=True) as b:
    print(a.name, b.name)
    raise ValueError("inside")
print("after")
with (
    Managed("one") as one,
    Managed("two"),
):
    pass


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except KeyError as error:
        print("handled", error)
    finally:
        print(f"</{name}>")


with tag("p") as p:
    print(p)
with tag("q"):
    raise KeyError("k")
try:
    with tag("r"):
        raise ValueError("v")
except ValueError as error:
    print("passed", error)


@contextlib.contextmanager
def broken():
    if False:
        yield


try:
    with broken():
        pass
except RuntimeError as error:
    print(error)


@contextlib.contextmanager
def twice():
    yield 1
    yield 2


try:
    with twice():
        pass
except RuntimeError as error:
    print(error)


@tag("decorated")
def work():
    print("working")


work()
with contextlib.ExitStack() as stack:
    for n in range(3):
        stack.enter_context(Managed(str(n)))
    stack.callback(print, "callback", end="!\n")
    stack.push(lambda *exc: print("pushed", exc[0]) or True)
    raise RuntimeError("stack")
with contextlib.suppress(ZeroDivisionError, KeyError):
    1 / 0
out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))
with contextlib.nullcontext(5) as five:
    print(five)
with contextlib.closing(out):
    pass
print(out.closed)
for wrong in (5, Managed, object()):
    try:
        with wrong:
            pass
    except TypeError as error:
        print(error)


class OnlyEnter:
    def __enter__(self):
        pass


try:
    with OnlyEnter():
        pass
except TypeError as error:
    print(error)


class Async:
    async def __aenter__(self):
        print("aenter")
        return self

    async def __aexit__(self, *exc):
        print("aexit", exc[0])
        return True


@contextlib.asynccontextmanager
async def atag():
    print("before")
    yield 3
    print("after")


async def main():
    async with Async(), atag() as n:
        print(n)
        raise OSError("x")
    try:
        with Async():
            pass
    except TypeError as error:
        print(error)
    try:
        async with Managed("sync"):
            pass
    except TypeError as error:
        print(error)
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(atag())


asyncio.run(main())


class FailsInExit:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        raise RuntimeError("in exit")


with FailsInExit():
    raise ValueError("in body")
