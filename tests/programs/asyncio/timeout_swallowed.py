# flags: --virtual-time
# A body that swallows the cancellation of a timeout, and one that fails during it.
import asyncio


async def main():
    try:
        async with asyncio.timeout(0.02):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print("swallowed")
            print("body goes on")
    except TimeoutError:
        print("still a TimeoutError?")
    else:
        print("no TimeoutError")
    print("cancelling", asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(0.02):
            try:
                await asyncio.sleep(1)
            finally:
                raise OSError("in cleanup")
    except OSError as e:
        print(repr(e), repr(e.__context__))

    async def cancelled_from_outside():
        try:
            async with asyncio.timeout(10):
                await asyncio.sleep(5)
        except TimeoutError:
            print("wrong")
        except asyncio.CancelledError:
            print("outside cancel stays CancelledError")
            raise

    t = asyncio.create_task(cancelled_from_outside())
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled())


asyncio.run(main())
