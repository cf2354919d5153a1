# Even when all are done the waiter waits.
import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(3)]
    for i, future in enumerate(futures):
        future.set_result(i)
    asyncio.create_task(ticker(3))
    print("gathering")
    print(await asyncio.gather(*futures))


asyncio.run(main())
