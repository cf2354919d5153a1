# Two timeouts for the same moment.
# flags: --virtual-time
import asyncio


async def main():
    when = asyncio.get_running_loop().time() + 0.01
    try:
        async with asyncio.timeout_at(when) as outer:
            try:
                async with asyncio.timeout_at(when) as inner:
                    await asyncio.sleep(10)
            except BaseException as error:
                print("inner", type(error).__name__)
                raise
    except BaseException as error:
        print("outer", type(error).__name__, outer.expired(), inner.expired())


asyncio.run(main())
