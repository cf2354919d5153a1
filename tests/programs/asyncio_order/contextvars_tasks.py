import asyncio
import contextvars


variable = contextvars.ContextVar("variable", default="none")


async def main():
    variable.set("main")
    async def child(name):
        print(name, variable.get())
        variable.set(name)
        await asyncio.sleep(0)
        print(name, variable.get())
    await asyncio.gather(child("a"), child("b"))
    print("main", variable.get())
    await child("called")
    print("main", variable.get())


asyncio.run(main())
