# shield: the inner task survives the cancellation of the waiter.
import asyncio


async def important(name):
    try:
        for _ in range(3):
            await asyncio.sleep(0)
        print(name, "completed")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def waiter(t):
    try:
        return await asyncio.shield(t)
    except asyncio.CancelledError:
        print("waiter cancelled; inner done?", t.done())
        raise


async def main():
    t = asyncio.create_task(important("a"))
    w = asyncio.create_task(waiter(t))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    w.cancel()
    print(await asyncio.gather(w, return_exceptions=True))
    print(await t)
    t = asyncio.create_task(important("b"))
    s = asyncio.shield(t)
    print(type(s).__name__, s.cancel(), s.cancelled(), t.cancelled())
    print(await t)
    t = asyncio.create_task(important("c"))
    s = asyncio.shield(t)
    await asyncio.sleep(0)
    t.cancel()
    try:
        await s
    except asyncio.CancelledError:
        print("cancelling the inner one cancels the shield")
    done = asyncio.get_running_loop().create_future()
    done.set_result(1)
    print(asyncio.shield(done) is done, await asyncio.shield(important("d")))

    async def fails():
        raise ValueError("inner error")
    try:
        await asyncio.shield(fails())
    except ValueError as e:
        print(e)


asyncio.run(main())
