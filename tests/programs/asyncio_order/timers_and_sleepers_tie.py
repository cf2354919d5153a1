# flags: --virtual-time
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    now = loop.time()
    async def sleeper(name):
        await asyncio.sleep(0.02)
        print("sleeper", name)
    loop.call_at(now + 0.01, print, "timer 1")
    tasks = [asyncio.create_task(sleeper(n)) for n in "ab"]
    loop.call_at(now + 0.03, print, "timer 3")
    await asyncio.gather(*tasks)
    print("gathered")
    await asyncio.sleep(0.02)


asyncio.run(main())
