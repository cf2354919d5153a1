# flags: --virtual-time
import asyncio


async def hello():
    print("Hello ...")
    await asyncio.sleep(0.1)
    print("... World!")


coro = hello()
print(type(coro))
asyncio.run(coro)


async def fetch(n):
    print(f"start {n}")
    await asyncio.sleep(0.05 * n)
    print(f"finish {n}")
    return n * 10


async def main():
    print("one by one")
    for n in (2, 1):
        print(await fetch(n))
    print("together")
    print(await asyncio.gather(fetch(3), fetch(1), fetch(2)))
    task = asyncio.create_task(fetch(1))
    print("task created")
    print("result", await task)


asyncio.run(main())
