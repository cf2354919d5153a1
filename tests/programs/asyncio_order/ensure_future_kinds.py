import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    class Awaitable:
        def __await__(self):
            print("awaitable begins")
            yield
            return "awaited"
    future = asyncio.get_running_loop().create_future()
    print(asyncio.ensure_future(future) is future)
    task = asyncio.ensure_future(Awaitable())
    other = asyncio.ensure_future(steps("coroutine", 1))
    future.set_result("future")
    print(await asyncio.gather(future, task, other))


asyncio.run(main())
