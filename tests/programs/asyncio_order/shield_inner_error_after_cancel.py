import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def fails(name, count=1, error=ValueError):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "raises")
    raise error(name)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"], repr(context.get("exception"))))
    inner = asyncio.create_task(fails("inner", 2))
    shielded = asyncio.shield(inner)
    await asyncio.sleep(0)
    shielded.cancel()
    await ticker(5)
    print(inner.done(), repr(inner.exception()))


asyncio.run(main())
