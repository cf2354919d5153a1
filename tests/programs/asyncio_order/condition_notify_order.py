import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    condition = asyncio.Condition()
    async def waits(name):
        async with condition:
            print(name, "waits")
            await condition.wait()
            print(name, "woke")
    tasks = [asyncio.create_task(waits(n)) for n in "abcd"]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    async with condition:
        condition.notify(2)
        print("notified 2")
    await ticker(4)
    async with condition:
        condition.notify_all()
    await asyncio.gather(*tasks)


asyncio.run(main())
