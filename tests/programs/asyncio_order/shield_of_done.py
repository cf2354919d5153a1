import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    inner = asyncio.create_task(steps("inner", 0))
    await inner
    shielded = asyncio.shield(inner)
    print(shielded is inner, shielded.done())
    print(await shielded)


asyncio.run(main())
