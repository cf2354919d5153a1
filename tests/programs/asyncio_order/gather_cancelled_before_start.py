# Tasks that are cancelled before their first step never begin.
import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    async def never():
        print("never printed")
    gathering = asyncio.gather(never(), never())
    gathering.cancel()
    asyncio.create_task(ticker(3))
    try:
        await gathering
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
