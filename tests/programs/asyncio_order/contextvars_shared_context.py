import asyncio
import contextvars


variable = contextvars.ContextVar("variable", default=[])


async def main():
    context = contextvars.copy_context()
    async def adds(name):
        variable.set(variable.get() + [name])
        await asyncio.sleep(0)
        print(name, variable.get())
    await asyncio.gather(*(asyncio.create_task(adds(n), context=context) for n in "ab"))
    print(variable.get(), context[variable])


asyncio.run(main())
