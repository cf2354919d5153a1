import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"][:22], repr(context["exception"])))
    loop.call_soon(lambda: 1 / 0)
    loop.call_soon(print, "next")
    loop.call_later(0, lambda: [][1])
    await ticker(3)


asyncio.run(main())
