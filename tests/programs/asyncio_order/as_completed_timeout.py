# flags: --virtual-time
import asyncio


async def main():
    try:
        for next_one in asyncio.as_completed([asyncio.sleep(d, d) for d in (0.01, 0.2, 0.02)], timeout=0.1):
            print(await next_one)
    except TimeoutError as error:
        print("TimeoutError", error.args)


asyncio.run(main())
