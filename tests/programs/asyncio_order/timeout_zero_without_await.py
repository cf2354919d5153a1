import asyncio


async def main():
    async with asyncio.timeout(0) as scope:
        print("no await")
    print(scope.expired())
    await asyncio.sleep(0)
    print("end", asyncio.current_task().cancelling())


asyncio.run(main())
