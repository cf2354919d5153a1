import asyncio


async def main():
    items = asyncio.Queue()
    async def getter(name):
        print(name, "got", await items.get())
    tasks = [asyncio.create_task(getter(n)) for n in "abc"]
    await asyncio.sleep(0)
    for i in range(3):
        items.put_nowait(i)
    print("put all")
    await asyncio.gather(*tasks)


asyncio.run(main())
