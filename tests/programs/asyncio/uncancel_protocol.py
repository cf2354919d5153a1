import asyncio


async def main():
    me = asyncio.current_task()
    print(me.cancelling(), me.uncancel(), me.cancelling())
    me.cancel()
    me.cancel()
    print(me.cancelling())
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("caught", me.cancelling())
    print(me.uncancel(), me.uncancel(), me.uncancel())
    await asyncio.sleep(0)
    print("no second CancelledError")

    async def structured():
        t = asyncio.current_task()
        try:
            async with asyncio.TaskGroup() as tg:
                tg.create_task(asyncio.sleep(10))
                await asyncio.sleep(0)
                raise ValueError("x")
        except* ValueError:
            print("after group", t.cancelling())
        t.cancel()
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            t.uncancel()
            print("handled, go on")
        try:
            async with asyncio.timeout(0):
                await asyncio.sleep(1)
        except TimeoutError:
            print("timeout still works", t.cancelling())
        return "end"
    print(await asyncio.create_task(structured()))

    async def not_uncancelled():
        t = asyncio.current_task()
        t.cancel()
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            pass
        try:
            async with asyncio.timeout(0):
                await asyncio.sleep(1)
        except TimeoutError:
            print("TimeoutError")
        except asyncio.CancelledError:
            print("CancelledError, because one cancel was never uncancelled", t.cancelling())
    await asyncio.gather(asyncio.create_task(not_uncancelled()), return_exceptions=True)


asyncio.run(main())
