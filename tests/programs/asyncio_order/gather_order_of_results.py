# Results stand in the order of the arguments.
import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    print(await asyncio.gather(steps("slow", 3), steps("quick", 0), steps("middle", 1)))


asyncio.run(main())
