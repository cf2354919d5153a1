import asyncio
import functools


def on_done(name, task):
    if task.cancelled():
        print(name, "cancelled")
    elif task.exception():
        print(name, "failed with", repr(task.exception()))
    else:
        print(name, "returned", task.result())


async def ok():
    return 1


async def bad():
    raise ValueError("bad")


async def forever():
    await asyncio.Event().wait()


class Obj:
    def method(self, fut):
        print("bound method", fut.result())


async def main():
    tasks = []
    for f in (ok, bad, forever):
        t = asyncio.create_task(f(), name=f.__name__)
        t.add_done_callback(functools.partial(on_done, f.__name__))
        tasks.append(t)
    o = Obj()
    tasks[0].add_done_callback(o.method)
    print(tasks[0].remove_done_callback(print))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    try:
        tasks[0].add_done_callback()
    except TypeError as e:
        print(type(e).__name__)
    background = set()
    for i in range(3):
        t = asyncio.create_task(ok(), name=f"bg{i}")
        background.add(t)
        t.add_done_callback(background.discard)
    while background:
        await asyncio.sleep(0)
    print("background set is empty")


asyncio.run(main())
