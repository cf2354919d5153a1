import asyncio


async def main():
    async def generator():
        try:
            while True:
                yield 1
                await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("generator cancelled")
            raise
        finally:
            print("generator finally")
    async def consume():
        async for i in generator():
            print("got", i)
    task = asyncio.create_task(consume())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
