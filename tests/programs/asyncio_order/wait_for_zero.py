import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    async def quick():
        print("never runs")
    done = asyncio.create_task(steps("done", 0))
    await done
    print(await asyncio.wait_for(done, 0))
    try:
        await asyncio.wait_for(quick(), 0)
    except TimeoutError:
        print("timed out")
    pending = asyncio.create_task(steps("pending", 3))
    try:
        await asyncio.wait_for(pending, -1)
    except TimeoutError:
        print("timed out", pending.cancelled())


asyncio.run(main())
