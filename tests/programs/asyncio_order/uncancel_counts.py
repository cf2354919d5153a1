import asyncio


async def main():
    async def counted():
        task = asyncio.current_task()
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("cancelling", task.cancelling())
            print("uncancel", task.uncancel(), task.uncancel(), task.uncancel())
        await asyncio.sleep(0)
        return "survived"
    task = asyncio.create_task(counted())
    await asyncio.sleep(0)
    task.cancel()
    task.cancel()
    print(await task, task.cancelling())


asyncio.run(main())
