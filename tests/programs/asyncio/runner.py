import asyncio
import contextvars

var = contextvars.ContextVar("var", default="unset")


async def step(n):
    print("step", n, var.get())
    var.set(f"set by {n}")
    return n


with asyncio.Runner() as runner:
    print(runner.run(step(1)), runner.run(step(2)))
    loop = runner.get_loop()
    print(loop.is_running(), loop.is_closed())
    ctx = contextvars.copy_context()
    ctx.run(var.set, "own context")
    print(runner.run(step(3), context=ctx), ctx[var])
    print(runner.run(step(4)))
print(loop.is_closed())
c = step(5)
try:
    runner.run(c)
except RuntimeError as e:
    print(e)
c.close()
with asyncio.Runner(debug=True) as r:
    async def debug():
        return asyncio.get_running_loop().get_debug()
    print(r.run(debug()))
with asyncio.Runner(loop_factory=asyncio.new_event_loop) as r:
    async def leave():
        async def bg():
            try:
                await asyncio.sleep(100)
            finally:
                print("background cancelled at close")
        asyncio.create_task(bg())
        await asyncio.sleep(0)
    r.run(leave())
    print("between runs the task is alive")
    r.run(asyncio.sleep(0))
