import asyncio


async def main():
    async def own():
        asyncio.current_task().cancel()
        raise ValueError("own")
    task = asyncio.create_task(own())
    await asyncio.wait([task])
    print(task.cancelled(), repr(task.exception()))


asyncio.run(main())
