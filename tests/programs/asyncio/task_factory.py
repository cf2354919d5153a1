import asyncio


class Counting(asyncio.Task):
    made = 0

    def __init__(self, coro, **kw):
        Counting.made += 1
        super().__init__(coro, **kw)


async def job(n):
    return n


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **kw: Counting(coro, loop=loop, **kw))
    t = asyncio.create_task(job(1), name="one")
    print(type(t).__name__, t.get_name(), await t)
    print(await asyncio.gather(job(2), job(3)), Counting.made)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(job(4))
    print(Counting.made, loop.get_task_factory() is not None)
    try:
        loop.set_task_factory(5)
    except TypeError as e:
        print(e)


asyncio.run(main())
