# A timeout cancels what takes too long, and turns the cancellation into TimeoutError.

import asyncio


async def answer(delay):
    try:
        await asyncio.sleep(delay)
        return 42
    except asyncio.CancelledError:
        print(f"  the answer in {delay} s was given up")
        raise


async def main():
    for delay in (0.2, 2):
        try:
            async with asyncio.timeout(0.5):
                print("the answer:", await answer(delay))
        except TimeoutError:
            print("no answer within half a second")

    try:
        await asyncio.wait_for(answer(3), timeout=0.1)
    except TimeoutError:
        print("wait_for does the same for one awaitable")


asyncio.run(main())
