import asyncio


async def main():
    async def swallow():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("swallowed")
        await asyncio.sleep(0)
        print("goes on", asyncio.current_task().cancelling())
        return "result"
    task = asyncio.create_task(swallow())
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelled(), task.cancelling())


asyncio.run(main())
