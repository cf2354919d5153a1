# flags: --virtual-time
import asyncio


async def slow(delay, result="done"):
    try:
        await asyncio.sleep(delay)
        return result
    except asyncio.CancelledError:
        print("slow was cancelled")
        raise


async def refuses():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "late result"


async def breaks():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise OSError("while cancelling")


async def main():
    print(await asyncio.wait_for(slow(0.01), 1))
    try:
        await asyncio.wait_for(slow(10), 0.03)
    except TimeoutError as e:
        print("TimeoutError", repr(e), repr(e.__cause__), asyncio.TimeoutError is TimeoutError)
    print(await asyncio.wait_for(slow(0), None))
    for timeout in (0, -1):
        try:
            await asyncio.wait_for(slow(1), timeout)
        except TimeoutError:
            print("immediate timeout", timeout)
    print(await asyncio.wait_for(refuses(), 0.02))
    try:
        await asyncio.wait_for(breaks(), 0.02)
    except OSError as e:
        print(repr(e))
    t = asyncio.create_task(asyncio.wait_for(slow(10), 5))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("outer cancellation passes")
    f = asyncio.get_running_loop().create_future()
    f.set_result("ready")
    print(await asyncio.wait_for(f, 0))
    f = asyncio.get_running_loop().create_future()
    try:
        await asyncio.wait_for(f, 0.01)
    except TimeoutError:
        print("future cancelled", f.cancelled())
    f = asyncio.get_running_loop().create_future()
    try:
        await asyncio.wait_for(asyncio.shield(f), 0.01)
    except TimeoutError:
        print("shielded future cancelled", f.cancelled())

    async def fails():
        raise KeyError("own error")
    try:
        await asyncio.wait_for(fails(), 1)
    except KeyError as e:
        print(repr(e))
    async def raises_timeout():
        raise TimeoutError("own timeout")
    try:
        await asyncio.wait_for(raises_timeout(), 1)
    except TimeoutError as e:
        print(repr(e))


asyncio.run(main())
