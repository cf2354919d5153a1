import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    asyncio.create_task(ticker(3))
    print("gathering")
    print(await asyncio.gather())
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
