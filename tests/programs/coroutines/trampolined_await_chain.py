# Deep chains of await, exceptions through them, and results on the way back.
import types


@types.coroutine
def trap(x):
    return (yield x)


async def deep(n):
    if n == 0:
        return await trap("bottom")
    return await deep(n - 1) + 1


c = deep(500)
print(c.send(None))
try:
    c.send(1000)
except StopIteration as e:
    print(e.value)


async def raises(n):
    try:
        if n == 0:
            await trap("ready")
        else:
            await raises(n - 1)
    except ValueError as e:
        raise ValueError(f"{e}>{n}") from None
    finally:
        order.append(n)


order = []
c = raises(4)
c.send(None)
try:
    c.throw(ValueError("start"))
except ValueError as e:
    print(e, order)


async def closes(n):
    try:
        await (closes(n - 1) if n else trap("wait"))
    finally:
        order.append(-n)


order.clear()
c = closes(3)
c.send(None)
c.close()
print(order)


async def awaits_in_finally():
    try:
        await trap("body")
    finally:
        print("cleanup got", await trap("cleanup"))


c = awaits_in_finally()
print(c.send(None))
print(c.throw(KeyError("k")))
try:
    c.send("reply")
except KeyError as e:
    print("KeyError survives", e)
c = awaits_in_finally()
c.send(None)
try:
    c.close()
except RuntimeError as e:
    print(e)


async def infinite(n=0):
    return await infinite(n + 1)


c = infinite()
try:
    c.send(None)
except RecursionError as e:
    print(type(e).__name__)


async def mixed():
    results = []
    for i in range(3):
        results.append(await trap(i))
    async with Manager() as m:
        results.append(m)
    results += [x async for x in source()]
    return results


class Manager:
    async def __aenter__(self): return await trap("enter")
    async def __aexit__(self, *a): await trap("exit")


async def source():
    for i in range(2):
        yield await trap(f"src{i}")


c, v = mixed(), None
try:
    while True:
        req = c.send(v)
        v = f"<{req}>"
except StopIteration as e:
    print(e.value)
