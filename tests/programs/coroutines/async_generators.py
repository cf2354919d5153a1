# Async generators by hand: asend, athrow, aclose.
import inspect


async def agen(n):
    try:
        for i in range(n):
            got = yield i
            print("got", got)
    except ValueError as e:
        print("handled", e)
        yield "recovered"
    finally:
        print("agen finally")


def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value
    except BaseException as e:
        return f"{type(e).__name__}({e})"


g = agen(3)
print(type(g).__name__, g.__name__, inspect.isasyncgen(g), inspect.isasyncgenfunction(agen), hasattr(g, "__await__"))
first = g.asend(None)
print(type(first).__name__)
first.close()
g = agen(3)
print(run(g.__anext__()), run(g.asend("hello")), run(g.athrow(ValueError("v"))), run(g.__anext__()), run(g.__anext__()))
g = agen(3)
print(run(g.asend("too early")))
print(run(g.asend(None)), run(g.aclose()), run(g.aclose()), run(g.__anext__()))
g = agen(0)
print(run(anext(g)), run(anext(g, "default")))
g = agen(1)
print(run(anext(g, "default")), run(anext(g, "default")), run(anext(g, "default")))


async def consume():
    out = []
    async for x in agen(2):
        out.append(x)
    out.append([y async for y in agen(2)])
    out.append({y: y * y async for y in agen(2) if y})
    out.append([x + y async for x in agen(2) for y in range(2)])
    gen = (y async for y in agen(1))
    out.append(type(gen).__name__)
    out.append(await gen.__anext__())
    await gen.aclose()
    return out


print(run(consume()))


async def ignores_close():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = ignores_close()
run(g.__anext__())
print(run(g.aclose()))


async def stops():
    yield 1
    raise StopAsyncIteration


g = stops()
print(run(g.__anext__()), run(g.__anext__()))


async def stops2():
    yield 1
    raise StopIteration


g = stops2()
print(run(g.__anext__()), run(g.__anext__()))
for src in ("async def f():\n yield 1\n return 2", "async def f():\n yield from x", "def f():\n await x", "def f():\n async for x in y: pass", "def f():\n return [x async for x in y]", "async def f():\n lambda: await x", "def f():\n async with x: pass"):
    try:
        compile(src, "<s>", "exec")
        print("ok")
    except SyntaxError as e:
        print(e.msg)
a = agen(2)
first = a.__anext__()
print(run(first), run(first))
print(g.ag_running, g.ag_frame, g.ag_await, agen(1).ag_code.co_name)
try:
    for x in agen(1):
        pass
except TypeError as e:
    print(e)
try:
    anext(5)
except TypeError as e:
    print(e)
try:
    aiter([])
except TypeError as e:
    print(e)
