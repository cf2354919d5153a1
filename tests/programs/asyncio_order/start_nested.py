# Children of children each begin a turn after they are made.
import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    async def parent(name, depth):
        print(name, "begins")
        if depth:
            child = asyncio.create_task(parent(name + "x", depth - 1))
            other = asyncio.create_task(steps(name + "y", 1))
            print(name, "made children")
            await child
            await other
        print(name, "ends")

    asyncio.create_task(ticker(9))
    await asyncio.gather(parent("p", 3), parent("q", 2))


asyncio.run(main())
