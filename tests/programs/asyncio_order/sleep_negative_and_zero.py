# A delay that is not positive is one turn, as zero.
import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    async def sleeps(name, delay):
        print(name, "sleeps")
        print(name, "woke", await asyncio.sleep(delay, name))
    await asyncio.gather(sleeps("minus", -1), sleeps("zero", 0), sleeps("tiny", 1e-9), sleeps("minus again", -0.5), ticker(4))


asyncio.run(main())
