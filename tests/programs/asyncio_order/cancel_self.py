import asyncio


async def main():
    async def own():
        print("before")
        asyncio.current_task().cancel("self")
        print("still runs")
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError as error:
            print("at the await", error.args)
            raise
    task = asyncio.create_task(own())
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
