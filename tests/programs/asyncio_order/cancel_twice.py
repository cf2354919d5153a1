import asyncio


async def main():
    async def cleanup():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as error:
            print("first", error.args)
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as error:
                print("second", error.args)
                raise
    task = asyncio.create_task(cleanup())
    await asyncio.sleep(0)
    task.cancel("one")
    await asyncio.sleep(0)
    task.cancel("two")
    print(task.cancelling())
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
