# __await__: what can be awaited and what happens then.
class Ready:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return self.value
        yield


class Steps:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        received = []
        for i in range(self.n):
            received.append((yield f"step {i}"))
        return received


class Iter:
    """__await__ returns a plain iterator."""

    def __await__(self):
        return iter(["x", "y"])


class Delegates:
    def __init__(self, coro):
        self.coro = coro

    def __await__(self):
        return self.coro.__await__()


def drive(coro, *replies):
    out, replies = [], list(replies)
    value = None
    try:
        while True:
            out.append(coro.send(value))
            value = replies.pop(0) if replies else None
    except StopIteration as e:
        return out, e.value


async def get(aw):
    return await aw


print(drive(get(Ready(5))))
print(drive(get(Steps(3)), "a", "b", "c"))
print(drive(get(Iter())))
print(drive(get(Delegates(get(Steps(1)))), "z"))


async def sequence():
    total = await Ready(1) + await Ready(2) * await Ready(3)
    pair = (await Ready("l"), [await Ready(i) for i in range(3)])
    d = {await Ready("k"): await Ready("v")}
    return total, pair, d, f"{await Ready('f')!r}", -await Ready(4), await Ready(2) ** 2


print(drive(sequence()))


class BadReturn:
    def __await__(self):
        return 5


unused = get(Ready(1))


class Gen:
    def __await__(self):
        return unused


class NotCallable:
    __await__ = None


for bad in (5, None, [], lambda: 1, BadReturn(), Gen(), NotCallable(), (x for x in ()), drive):
    c = get(bad)
    try:
        c.send(None)
    except TypeError as e:
        print(e)


unused.close()


class Raises:
    def __await__(self):
        yield "before"
        raise KeyError("in await")


async def catches():
    try:
        await Raises()
    except KeyError as e:
        return f"caught {e}"
    finally:
        print("finally")


print(drive(catches()))


class Throwable:
    def __await__(self):
        try:
            yield "armed"
        except ValueError as e:
            return f"recovered from {e}"


c = get(Throwable())
print(c.send(None))
try:
    c.throw(ValueError("zap"))
except StopIteration as e:
    print(e.value)
c = get(Throwable())
c.send(None)
c.close()
w = get(Ready(1)).__await__()
print(type(w).__name__, iter(w) is w)
try:
    next(w)
except StopIteration as e:
    print(e.value)
