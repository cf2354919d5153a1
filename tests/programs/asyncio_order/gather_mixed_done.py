# gather of done and pending ones.
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
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    done.set_result("done")
    finished = asyncio.create_task(steps("finished", 0))
    await finished
    asyncio.create_task(ticker(6))
    print(await asyncio.gather(done, steps("new", 1), finished))


asyncio.run(main())
