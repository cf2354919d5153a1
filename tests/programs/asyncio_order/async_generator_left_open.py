# A generator that is let go is closed by a task of the loop.
import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    async def generator():
        try:
            yield 1
            yield 2
        finally:
            print("finally")
            await asyncio.sleep(0)
            print("finally ends")
    async for i in generator():
        print(i)
        break
    print("after loop")
    await ticker(4)


asyncio.run(main())
