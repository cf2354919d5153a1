# flags: --virtual-time
# gather returns results in argument order, whatever order they finish in.
import asyncio


async def work(name, delay):
    print("start", name)
    await asyncio.sleep(delay)
    print("end", name)
    return name.upper()


async def main():
    print(await asyncio.gather(work("slow", 0.15), work("fast", 0.03), work("middle", 0.09)))
    print(await asyncio.gather())
    same = work("same", 0)
    print(await asyncio.gather(same, same, work("x", 0)))
    fut = asyncio.get_running_loop().create_future()
    fut.set_result("future")
    task = asyncio.create_task(work("task", 0))
    print(await asyncio.gather(fut, task, work("coro", 0)))
    print(await asyncio.gather(*[work(str(i), 0) for i in range(3)]))


asyncio.run(main())
