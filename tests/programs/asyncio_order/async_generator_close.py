import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    async def generator():
        try:
            for i in range(9):
                yield i
        finally:
            print("closing")
            await asyncio.sleep(0)
            print("closed")
    asyncio.create_task(ticker(4))
    gen = generator()
    async for i in gen:
        print(i)
        if i == 1:
            break
    print("after break")
    await gen.aclose()
    print("after aclose")


asyncio.run(main())
