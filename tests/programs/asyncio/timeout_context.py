# flags: --virtual-time
import asyncio


async def main():
    try:
        async with asyncio.timeout(0.03) as cm:
            print(repr(cm).split('when')[0], cm.expired())
            await asyncio.sleep(10)
    except TimeoutError as e:
        print("timed out", cm.expired(), repr(cm).split(" when")[0], repr(e.__cause__))
    async with asyncio.timeout(5) as cm:
        await asyncio.sleep(0)
    print("in time", cm.expired(), repr(cm).split(" when")[0])
    async with asyncio.timeout(None) as cm:
        print(cm.when())
        cm.reschedule(asyncio.get_running_loop().time() + 5)
        print(cm.when() is not None)
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout_at(loop.time() + 0.02):
            await loop.create_future()
    except TimeoutError:
        print("timeout_at")
    try:
        async with asyncio.timeout(0.02):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print("inside it is a CancelledError, cancelling =", asyncio.current_task().cancelling())
                raise
    except TimeoutError:
        print("outside a TimeoutError, cancelling =", asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(0.05):
            try:
                async with asyncio.timeout(0.01):
                    await asyncio.sleep(1)
            except TimeoutError:
                print("inner first")
            await asyncio.sleep(1)
    except TimeoutError:
        print("then outer")
    try:
        async with asyncio.timeout(0.01) as outer:
            async with asyncio.timeout(10) as inner:
                await asyncio.sleep(1)
    except TimeoutError:
        print("outer", outer.expired(), "inner", inner.expired())
    try:
        async with asyncio.timeout(0):
            print("zero: body starts")
            await asyncio.sleep(1)
    except TimeoutError:
        print("zero timed out")
    async with asyncio.timeout(0.01):
        pass
    await asyncio.sleep(0.03)
    print("no late cancellation")
    try:
        async with asyncio.timeout(0.01):
            raise ValueError("own error")
    except ValueError as e:
        print(e)
    for bad in (lambda: asyncio.timeout("x"), lambda: cm.reschedule(1), lambda: asyncio.timeout()):
        try:
            bad()
            print("accepted")
        except (TypeError, RuntimeError) as e:
            print(type(e).__name__, e)
    cm = asyncio.timeout(1)
    async with cm:
        pass
    try:
        async with cm:
            pass
    except RuntimeError as e:
        print(e)


asyncio.run(main())
