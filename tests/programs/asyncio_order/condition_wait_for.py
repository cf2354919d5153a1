import asyncio


async def main():
    condition = asyncio.Condition()
    items = []
    async def consumer(name, wanted):
        async with condition:
            await condition.wait_for(lambda: len(items) >= wanted)
            print(name, items)
    tasks = [asyncio.create_task(consumer(n, w)) for n, w in (("a", 2), ("b", 1), ("c", 3))]
    for i in range(3):
        await asyncio.sleep(0)
        async with condition:
            items.append(i)
            condition.notify_all()
            print("added", i)
    await asyncio.gather(*tasks)


asyncio.run(main())
