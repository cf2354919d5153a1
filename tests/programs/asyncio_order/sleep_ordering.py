# flags: --virtual-time
import asyncio


async def main():
    async def sleeps(delay):
        await asyncio.sleep(delay)
        print("woke", delay)
    await asyncio.gather(*map(sleeps, (0.05, 0.01, 0.03, 0.02, 0.04)))


asyncio.run(main())
