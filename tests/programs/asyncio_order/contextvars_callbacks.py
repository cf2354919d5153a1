import asyncio
import contextvars


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


variable = contextvars.ContextVar("variable")


async def main():
    loop = asyncio.get_running_loop()
    variable.set("one")
    loop.call_soon(lambda: print("soon", variable.get()))
    future = loop.create_future()
    future.add_done_callback(lambda f: print("done", variable.get()))
    context = contextvars.copy_context()
    variable.set("two")
    loop.call_soon(lambda: print("given", variable.get()), context=context)
    loop.call_later(0, lambda: print("later", variable.get()))
    variable.set("three")
    future.set_result(None)
    await ticker(3)
    print("main", variable.get())


asyncio.run(main())
