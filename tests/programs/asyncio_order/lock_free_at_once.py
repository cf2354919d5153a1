# A free lock does not give up the turn.
import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    lock = asyncio.Lock()
    asyncio.create_task(ticker(2))
    for i in range(3):
        async with lock:
            print("held", i)
    await asyncio.sleep(0)


asyncio.run(main())
