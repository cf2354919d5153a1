import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    inner = asyncio.create_task(steps("inner", 4))
    async def outer():
        try:
            return await asyncio.shield(inner)
        except asyncio.CancelledError:
            print("outer cancelled, inner", inner.done())
            raise
    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(await inner)


asyncio.run(main())
