import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def fails(name, count=1, error=ValueError):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "raises")
    raise error(name)


async def main():
    async def late():
        try:
            await asyncio.gather(fails("a", 2), fails("b", 0), fails("c", 1))
        except ValueError as error:
            print("caught", error)
    asyncio.create_task(ticker(6))
    await late()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
