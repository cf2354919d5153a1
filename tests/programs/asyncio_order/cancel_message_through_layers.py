import asyncio


async def main():
    async def layer(n):
        try:
            if n:
                await layer(n - 1)
            else:
                await asyncio.sleep(10)
        except asyncio.CancelledError as error:
            print(n, error.args, type(error.__context__).__name__)
            raise
    task = asyncio.create_task(layer(3))
    await asyncio.sleep(0)
    task.cancel("deep")
    try:
        await task
    except asyncio.CancelledError as error:
        print("outside", error.args)


asyncio.run(main())
