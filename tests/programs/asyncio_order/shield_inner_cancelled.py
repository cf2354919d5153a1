import asyncio


async def main():
    inner = asyncio.create_task(asyncio.sleep(10))
    shielded = asyncio.shield(inner)
    await asyncio.sleep(0)
    inner.cancel("inner")
    try:
        await shielded
    except asyncio.CancelledError as error:
        print("cancelled", error.args, shielded.cancelled(), inner.cancelled())


asyncio.run(main())
