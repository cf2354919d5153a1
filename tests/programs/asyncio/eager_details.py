# Eager start: context, exceptions, current_task, all_tasks, cancellation before the first step.
import asyncio
import contextvars

v = contextvars.ContextVar("v", default="default")


async def show(tag):
    print(tag, v.get(), asyncio.current_task().get_name())
    v.set(tag)
    await asyncio.sleep(0)
    print(tag, "again", v.get())


async def fails():
    raise ValueError("eager")


async def nested():
    t = asyncio.create_task(show("inner"), name="inner")
    print("nested: current is", asyncio.current_task().get_name())
    return await t


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    v.set("main")
    a = asyncio.create_task(show("a"), name="A")
    print("main still", v.get(), asyncio.current_task().get_name(), sorted(t.get_name() for t in asyncio.all_tasks() if t is not asyncio.current_task()))
    await a
    t = asyncio.create_task(fails())
    print(t.done(), repr(t.exception()))
    await asyncio.create_task(nested(), name="N")
    done = asyncio.create_task(asyncio.sleep(0, "x"))
    done.cancel()
    print(await asyncio.gather(done, return_exceptions=True))
    order = []

    async def step(n):
        order.append(f"{n} start")
        await asyncio.sleep(0)
        order.append(f"{n} end")
    async with asyncio.TaskGroup() as tg:
        for n in range(2):
            tg.create_task(step(n))
            order.append(f"created {n}")
    print(order)

    class MyTask(asyncio.Task):
        pass
    loop.set_task_factory(asyncio.create_eager_task_factory(MyTask))
    print(type(asyncio.create_task(asyncio.sleep(0))).__name__)


asyncio.run(main())
