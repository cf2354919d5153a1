import asyncio


async def main():
    async def scoped():
        try:
            async with asyncio.timeout(5) as scope:
                await asyncio.sleep(10)
        except BaseException as error:
            print(type(error).__name__, scope.expired())
            raise
    task = asyncio.create_task(scoped())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
