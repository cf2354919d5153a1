import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    semaphore = asyncio.Semaphore(0)
    async def waits(name):
        await semaphore.acquire()
        print(name, "acquired")
    tasks = [asyncio.create_task(waits(n)) for n in "abc"]
    await asyncio.sleep(0)
    for _ in range(3):
        semaphore.release()
    print("released", semaphore.locked())
    tasks.append(asyncio.create_task(waits("late")))
    await ticker(3)
    semaphore.release()
    await asyncio.gather(*tasks)


asyncio.run(main())
