# What is queued during a turn runs in the next.
import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


def turns(loop, count, at=0):
    if at < count:
        print("turn", at)
        loop.call_soon(turns, loop, count, at + 1)


async def main():
    loop = asyncio.get_running_loop()
    turns(loop, 5)
    def again(n):
        print("again", n)
        if n:
            loop.call_soon(again, n - 1)
            loop.call_soon(print, "beside", n)
    again(3)
    await steps("main", 5)


asyncio.run(main())
