import asyncio
import contextvars


variable = contextvars.ContextVar("variable")


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    variable.set("outer")
    async def child():
        print(variable.get())
        variable.set("child")
        await asyncio.sleep(0)
        print(variable.get())
    task = asyncio.create_task(child())
    print("main", variable.get())
    await task
    print("main", variable.get())


asyncio.run(main())
