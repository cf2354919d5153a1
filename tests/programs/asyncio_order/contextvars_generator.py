import asyncio
import contextvars


variable = contextvars.ContextVar("variable")


async def first(generator):
    return await anext(generator)


async def main():
    async def generator():
        for i in range(2):
            variable.set(variable.get() + 1)
            yield variable.get()
    variable.set(0)
    async for value in generator():
        print(value, variable.get())
    print(await asyncio.create_task(anext(generator(), None).__await__() if False else first(generator())), variable.get())


asyncio.run(main())
