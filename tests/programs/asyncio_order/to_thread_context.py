import asyncio
import contextvars


variable = contextvars.ContextVar("variable")


async def main():
    variable.set("main")
    def work():
        seen = variable.get()
        variable.set("thread")
        return seen
    print(await asyncio.to_thread(work), variable.get())


asyncio.run(main())
