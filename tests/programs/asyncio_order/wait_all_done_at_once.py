# wait() of done ones does not give up its turn.
import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    tasks = [asyncio.create_task(steps(n, 0)) for n in "ab"]
    await asyncio.sleep(0)
    asyncio.create_task(ticker(2))
    done, pending = await asyncio.wait(tasks)
    print(len(done), len(pending), "at once")


asyncio.run(main())
