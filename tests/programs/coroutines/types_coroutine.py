# Generator-based coroutines.
import types


@types.coroutine
def switch():
    x = yield "switched"
    return x


@types.coroutine
def nested():
    a = yield from switch()
    b = yield from switch()
    return a, b


async def main():
    return await nested()


c = main()
print(c.send(None), c.send(1))
try:
    c.send(2)
except StopIteration as e:
    print(e.value)


def plain():
    yield 1


async def awaits_plain():
    await plain()


try:
    awaits_plain().send(None)
except TypeError as e:
    print(e)


def yields_from_coro():
    yield from main()


try:
    next(yields_from_coro())
except TypeError as e:
    print(e)


@types.coroutine
def may_yield_from_coro():
    return (yield from main())


g = may_yield_from_coro()
print(g.send(None), g.send("p"))
try:
    g.send("q")
except StopIteration as e:
    print(e.value)


@types.coroutine
def returns_awaitable():
    return main()


async def use():
    return await returns_awaitable()


c = use()
print(c.send(None))
c.close()


class Lock:
    """A lock for a hand-written loop."""

    def __init__(self):
        self.held, self.waiters = False, []

    @types.coroutine
    def _wait(self):
        yield ("park", self)

    async def __aenter__(self):
        while self.held:
            await self._wait()
        self.held = True
        return self

    async def __aexit__(self, *exc):
        self.held = False
        for w in self.waiters:
            ready.append(w)
        self.waiters.clear()


@types.coroutine
def yield_now():
    yield ("again", None)


lock = Lock()


async def worker(name):
    print(name, "wants")
    async with lock:
        print(name, "has")
        await yield_now()
        print(name, "releases")
    return name


ready = [worker(n) for n in "ABC"]
while ready:
    coro = ready.pop(0)
    try:
        what, arg = coro.send(None)
    except StopIteration as e:
        print("done", e.value)
        continue
    if what == "again":
        ready.append(coro)
    else:
        arg.waiters.append(coro)
