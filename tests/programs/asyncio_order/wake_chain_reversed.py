import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    futures = [asyncio.get_running_loop().create_future() for _ in range(5)]
    async def link(i):
        await futures[i + 1]
        print("link", i)
        futures[i].set_result(None)
    tasks = [asyncio.create_task(link(i)) for i in range(4)]
    asyncio.create_task(ticker(8))
    await asyncio.sleep(0)
    futures[4].set_result(None)
    await futures[0]
    print("end")


asyncio.run(main())
