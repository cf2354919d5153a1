# A task's names, states and reprs.
import asyncio


async def worker(x):
    await asyncio.sleep(0)
    return x


async def failing():
    raise ValueError("no")


async def main():
    t = asyncio.create_task(worker(1))
    print(t.get_name(), t.done(), asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    print(t)
    await asyncio.sleep(0)
    print(t)
    t.set_name("custom")
    print(t.get_name(), await t, t.result(), t.exception(), t)
    u = asyncio.create_task(worker(2), name="named")
    print(u.get_name(), u.get_coro().__name__, u.get_stack()[0].f_code.co_name)
    v = asyncio.create_task(failing(), name=5)
    print(repr(v.get_name()))
    await asyncio.wait([u, v])
    print(v, repr(v.exception()), u.get_stack(), v.get_coro().__name__)
    try:
        v.result()
    except ValueError as e:
        print("result() raises", e)
    w = asyncio.create_task(worker(3))
    w.cancel()
    print(w)
    await asyncio.wait([w])
    print(w)
    for call in (lambda: w.set_result(1), lambda: w.set_exception(ValueError())):
        try:
            call()
        except RuntimeError as e:
            print(e)
    for bad in (5, worker, None):
        try:
            asyncio.create_task(bad)
        except TypeError as e:
            print(str(e).split(" at 0x")[0])


asyncio.run(main())
