# A request that meets no await cancels the result.
import asyncio


async def main():
    async def own():
        asyncio.current_task().cancel("self")
        return "returned"
    task = asyncio.create_task(own())
    await asyncio.wait([task])
    print(task.cancelled())
    try:
        await task
    except asyncio.CancelledError as error:
        print(error.args)


asyncio.run(main())
