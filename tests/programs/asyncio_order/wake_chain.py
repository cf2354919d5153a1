# Each link of a chain wakes a turn after the one before.
import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    async def link(name, before):
        value = await before if before else 0
        print(name, value)
        return value + 1
    task = None
    for name in "abcdef":
        task = asyncio.create_task(link(name, task))
    asyncio.create_task(ticker(9))
    print("result", await task)


asyncio.run(main())
