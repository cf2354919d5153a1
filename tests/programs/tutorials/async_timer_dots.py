# flags: --virtual-time
import asyncio


async def dots(n):
    for _ in range(n):
        print(".", end="", flush=True)
        await asyncio.sleep(0.02)
    print(" dots done")


async def compute():
    await asyncio.sleep(0.13)
    return 42


async def main():
    d = asyncio.create_task(dots(100))
    answer = await compute()
    d.cancel()
    try:
        await d
    except asyncio.CancelledError:
        print(" cancelled")
    print("answer", answer)


asyncio.run(main())
