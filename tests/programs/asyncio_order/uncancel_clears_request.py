# uncancel() to zero takes back what was not delivered yet.
import asyncio


async def main():
    async def own():
        task = asyncio.current_task()
        task.cancel()
        print(task.cancelling(), task.uncancel())
        await asyncio.sleep(0)
        print("not cancelled")
        return 1
    print(await asyncio.create_task(own()))


asyncio.run(main())
