# Each task runs in a copy of the context of whoever created it.
import asyncio
import contextvars

request = contextvars.ContextVar("request", default="none")


async def show(label):
    await asyncio.sleep(0)
    print(label, request.get())


async def handler(name):
    request.set(name)
    await show(f"{name} direct")
    await asyncio.gather(show(f"{name} child 1"), change(f"{name} child 2"))
    await show(f"{name} after")


async def change(label):
    request.set("changed in child")
    await show(label)


async def main():
    request.set("main")
    await asyncio.gather(handler("A"), handler("B"))
    print("main still has", request.get())
    await handler("awaited, not a task")
    print("an awaited coroutine shares the context:", request.get())
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: print("call_soon", request.get()))
    request.set("later")
    await asyncio.sleep(0)
    ctx = contextvars.Context()
    t = asyncio.create_task(show("empty context"), context=ctx)
    await t
    print(t.get_context() is ctx, ctx.get(request))
    token = request.set("temporary")
    print(request.get(), token.old_value, token.var is request)
    request.reset(token)
    print(request.get())
    try:
        request.reset(token)
    except RuntimeError as e:
        print(str(e).split(" <")[-1].split("> ")[-1])
    with request.set("in with"):
        print(request.get())
    print(request.get())
    t1 = asyncio.create_task(change("shared"), context=contextvars.copy_context())
    await t1
    print(t1.get_context()[request], request.get())


asyncio.run(main())
