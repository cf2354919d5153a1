import asyncio


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    async def nested(n):
        print("in", n, asyncio.current_task().get_name())
        if n:
            await asyncio.create_task(nested(n - 1), name=f"t{n - 1}")
        print("out", n, asyncio.current_task().get_name())
    await asyncio.create_task(nested(3), name="t3")


asyncio.run(main())
