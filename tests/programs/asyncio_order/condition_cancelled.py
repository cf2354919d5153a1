import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    condition = asyncio.Condition()
    async def waits(name):
        async with condition:
            try:
                await condition.wait()
                print(name, "woke")
            except asyncio.CancelledError:
                print(name, "cancelled", condition.locked())
                raise
    tasks = [asyncio.create_task(waits(n)) for n in "abc"]
    await asyncio.sleep(0)
    async with condition:
        condition.notify(1)
        tasks[0].cancel()
    await ticker(4)
    print([t.done() for t in tasks])
    async with condition:
        condition.notify_all()
    await asyncio.wait(tasks)


asyncio.run(main())
