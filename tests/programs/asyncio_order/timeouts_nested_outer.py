# flags: --virtual-time
import asyncio


async def main():
    try:
        async with asyncio.timeout(0.01) as outer:
            try:
                async with asyncio.timeout(1) as inner:
                    await asyncio.sleep(10)
            except BaseException as error:
                print("inner", type(error).__name__, inner.expired())
                raise
    except TimeoutError:
        print("outer", outer.expired())


asyncio.run(main())
