import asyncio
import contextvars


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


variable = contextvars.ContextVar("variable", default=0)


async def main():
    variable.set(variable.get() + 1)
    asyncio.create_task(steps("t", 1))
    print(variable.get(), asyncio.current_task().get_name())
    await asyncio.sleep(0)


with asyncio.Runner() as runner:
    runner.run(main())
    runner.run(main())
    print(runner.get_loop().is_closed())
