# A getter that was woken finds the item taken and waits again.
import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    items = asyncio.Queue()
    async def getter(name):
        print(name, "got", await items.get())
    waiting = asyncio.create_task(getter("waiting"))
    await asyncio.sleep(0)
    items.put_nowait(1)
    print("main takes", items.get_nowait())
    await ticker(2)
    print(waiting.done())
    items.put_nowait(2)
    await waiting


asyncio.run(main())
