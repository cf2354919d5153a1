import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    async def careful():
        try:
            await asyncio.sleep(10)
        finally:
            print("closing")
            await asyncio.sleep(0)
            print("closed")
    task = asyncio.create_task(careful())
    await asyncio.sleep(0)
    task.cancel()
    await ticker(3)
    print(task.cancelled())


asyncio.run(main())
