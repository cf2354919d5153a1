# flags: --virtual-time
import asyncio


async def main():
    try:
        async with asyncio.timeout(1) as outer:
            try:
                async with asyncio.timeout(0.01) as inner:
                    await asyncio.sleep(10)
            except TimeoutError:
                print("inner", inner.expired(), outer.expired())
            await asyncio.sleep(0.02)
            print("outer goes on")
    finally:
        print(outer.expired())


asyncio.run(main())
