# gather of futures already done, tasks, coroutines, and when the waiter resumes.
import asyncio


async def step(name, n):
    for i in range(n):
        print(f"{name}{i}")
        await asyncio.sleep(0)
    return name


async def ticker():
    for i in range(6):
        print("tick", i)
        await asyncio.sleep(0)


async def main():
    t = asyncio.create_task(ticker())
    print(await asyncio.gather(step("a", 0), step("b", 2)))
    print("first gather over")
    print(await asyncio.gather(step("c", 0)))
    print("second gather over")
    await t


asyncio.run(main())
