import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    event = asyncio.Event()
    async def waits(name):
        print(name, await event.wait())
    tasks = [asyncio.create_task(waits(n)) for n in "abc"]
    await asyncio.sleep(0)
    event.set()
    event.clear()
    print("set and cleared", event.is_set())
    tasks.append(asyncio.create_task(waits("late")))
    await ticker(3)
    print([t.done() for t in tasks])
    event.set()
    await asyncio.gather(*tasks)


asyncio.run(main())
