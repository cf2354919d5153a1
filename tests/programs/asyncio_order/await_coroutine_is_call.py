# Awaiting a coroutine is a call, no switch.
import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    async def leaf(n):
        print("leaf", n)
        return n

    async def chain(n):
        return n if n == 0 else n + await chain(n - 1)

    asyncio.create_task(ticker(2))
    print(await leaf(1), await chain(5))
    await asyncio.sleep(0)
    print("a turn later")


asyncio.run(main())
