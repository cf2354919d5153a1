# Driving coroutines with send(), no event loop.
import types
import inspect


@types.coroutine
def pause(value=None):
    got = yield value
    return got


async def inner(x):
    print("inner starts", x)
    got = await pause(f"from inner {x}")
    print("inner got", got)
    return x * 2


async def outer():
    a = await inner(1)
    b = await inner(2)
    return a + b


c = outer()
print(type(c).__name__, c.__name__, c.__qualname__, inspect.getcoroutinestate(c), inspect.iscoroutine(c), inspect.isawaitable(c))
print(c.send(None), inspect.getcoroutinestate(c))
print(c.cr_await.__name__, c.cr_frame.f_locals, c.cr_running, c.cr_suspended)
print(c.send("first"))
try:
    c.send("second")
except StopIteration as e:
    print("result", e.value)
print(inspect.getcoroutinestate(c), c.cr_frame, c.cr_await)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
c = outer()
try:
    c.send("not None")
except TypeError as e:
    print(e)
print(c.send(None))
try:
    c.throw(ValueError("thrown in"))
except ValueError as e:
    print("came out", e)
c = outer()
c.send(None)
print(c.close(), inspect.getcoroutinestate(c))
for f in (lambda c: iter(c), lambda c: next(c), lambda c: list(c), lambda c: [*c]):
    c = outer()
    try:
        f(c)
    except TypeError as e:
        print(e)
    c.close()


async def no_await():
    return 42


try:
    no_await().send(None)
except StopIteration as e:
    print(e.value)


def run(coro):
    """The smallest possible runner."""
    value = None
    while True:
        try:
            request = coro.send(value)
            print("  request:", request)
            value = f"reply to {request}"
        except StopIteration as e:
            return e.value


print(run(outer()))
print(inspect.iscoroutinefunction(outer), inspect.iscoroutinefunction(pause), inspect.isgeneratorfunction(pause), type(pause()).__name__)
same = no_await()
async def await_twice():
    print(await same)
    try:
        await same
    except RuntimeError as e:
        print(e)
run(await_twice())
async def self_await():
    await me
me = self_await()
try:
    me.send(None)
except ValueError as e:
    print(e)
