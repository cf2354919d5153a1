# A custom exception handler sees what would have been logged.
import asyncio


def handler(loop, context):
    print("handler:", context["message"], "|", repr(context.get("exception")), "|", sorted(context))


async def bad():
    raise ValueError("v")


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.set_exception_handler(handler)
    loop.call_soon(lambda: 1 / 0)
    t = asyncio.create_task(bad())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del t
    loop.call_exception_handler({"message": "by hand", "extra": 1})

    def failing_callback(f):
        raise KeyError("in done callback")

    f = loop.create_future()
    f.add_done_callback(failing_callback)
    f.set_result(1)
    await asyncio.sleep(0)

    def broken(loop, context):
        raise RuntimeError("handler itself fails")

    try:
        loop.set_exception_handler(5)
    except TypeError as e:
        print(e)
    loop.set_exception_handler(None)
    print(loop.get_exception_handler())


asyncio.run(main())
