import asyncio


async def main():
    try:
        async with asyncio.timeout(0) as scope:
            print("begins")
            await asyncio.sleep(0)
            print("after one turn")
            await asyncio.sleep(0)
            print("after two")
    except TimeoutError:
        print("TimeoutError", scope.expired())


asyncio.run(main())
