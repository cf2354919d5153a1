# Coroutines, tasks and what they wait for.
import asyncio

from _measure import measure_async


async def nothing():
    pass


async def deep(n):
    if n:
        await deep(n - 1)
    else:
        await asyncio.sleep(0)


async def await_coroutine(count):
    for _ in range(count):
        await nothing()


async def await_deep(count):
    for _ in range(count):
        await deep(10)


async def task(count):
    for _ in range(count):
        await asyncio.create_task(nothing())


async def sleepers(count):
    await asyncio.gather(*[asyncio.sleep(0) for _ in range(count)])


async def group(count):
    while count > 0:
        async with asyncio.TaskGroup() as tasks:
            for _ in range(100):
                tasks.create_task(nothing())
        count -= 100


async def lock(count):
    own = asyncio.Lock()
    for _ in range(count):
        async with own:
            pass


async def event(count):
    for _ in range(count):
        future = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(future.set_result, None)
        await future


async def generator(count):
    async def numbers():
        for i in range(count):
            yield i

    async for _ in numbers():
        pass


async def wait_for(count):
    for _ in range(count):
        await asyncio.wait_for(nothing(), 10)


async def timeout(count):
    for _ in range(count):
        async with asyncio.timeout(10):
            pass


async def semaphore(count):
    own = asyncio.Semaphore(2)

    async def work():
        async with own:
            await asyncio.sleep(0)

    while count > 0:
        await asyncio.gather(*[work() for _ in range(100)])
        count -= 100


async def main():
    await measure_async("await_coroutine", await_coroutine)
    await measure_async("await_11_deep", await_deep)
    await measure_async("await_task", task)
    await measure_async("gather_sleepers", sleepers)
    await measure_async("task_group", group)
    await measure_async("async_lock", lock)
    await measure_async("await_future", event)
    await measure_async("async_generator", generator)
    await measure_async("wait_for", wait_for)
    await measure_async("timeout", timeout)
    await measure_async("semaphore", semaphore)


asyncio.run(main())
