# A task may refuse to be cancelled, once or always.
import asyncio


async def stubborn(times):
    refused = 0
    while True:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            refused += 1
            print("refused", refused, "cancelling", asyncio.current_task().cancelling())
            if refused >= times:
                return f"returned after {refused}"


async def main():
    t = asyncio.create_task(stubborn(2))
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.sleep(0)
    print(t.done(), t.cancelling())
    t.cancel()
    print(await t, t.cancelled(), t.cancelling())

    async def cleanup_awaits():
        try:
            await asyncio.sleep(10)
        finally:
            print("cleaning")
            await asyncio.sleep(0)
            print("cleaned")

    t = asyncio.create_task(cleanup_awaits())
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.sleep(0)
    print("cancelled yet?", t.cancelled())
    await asyncio.wait([t])
    print("now", t.cancelled())

    async def other_error():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            raise ValueError("instead")

    t = asyncio.create_task(other_error())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except ValueError as e:
        print(e, repr(e.__context__), t.cancelled())

    async def twice():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            await asyncio.sleep(10)

    t = asyncio.create_task(twice())
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))


asyncio.run(main())
