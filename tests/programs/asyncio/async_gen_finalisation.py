# What happens to async generators that are abandoned.
import asyncio


async def agen(name):
    try:
        for i in range(5):
            yield i
    finally:
        print("finally", name)
        await asyncio.sleep(0)
        print("finally after await", name)


async def main():
    async for x in agen("broken"):
        break
    print("after break")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("the loop closed it")
    g = agen("closed")
    await anext(g)
    await g.aclose()
    print("after aclose")
    from contextlib import aclosing
    async with aclosing(agen("aclosing")) as g:
        async for x in g:
            if x == 1:
                break
    print("after aclosing")
    async for x in agen("exhausted"):
        pass
    print("after exhaustion")
    keep = agen("kept until shutdown")
    await anext(keep)
    main.keep = keep
    print("main ends")


asyncio.run(main())
print("run returned")
