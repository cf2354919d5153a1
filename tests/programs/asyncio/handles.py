# Handles: cancel before they run, repr, arguments, partial.
import asyncio
import functools


async def main():
    loop = asyncio.get_running_loop()
    h = loop.call_soon(print, "never")
    h.cancel()
    print(h.cancelled(), repr(h))
    loop.call_soon(functools.partial(print, "a", "b", sep="-", end="!\n"))
    loop.call_soon(print, 1, 2, 3)
    second = loop.call_soon(print, "cancelled by the one before")
    third = loop.call_soon(lambda: print("lambda"))
    loop.call_soon(print)
    first = loop.call_soon(second.cancel)
    await asyncio.sleep(0)
    h = loop.call_later(100, print)
    print(type(h).__mro__[1].__name__, h.when() > loop.time(), h == loop.call_later(100, print), h.cancel())
    try:
        loop.call_soon()
    except TypeError as e:
        print(e)
    for bad in (5, None):
        try:
            loop.call_soon(bad)
            await asyncio.sleep(0)
        except TypeError as e:
            print(type(e).__name__)


def handler(loop, context):
    print("handler", type(context["exception"]).__name__, context["message"].split(" <")[0])


loop = asyncio.new_event_loop()
loop.set_exception_handler(handler)
loop.run_until_complete(main())
loop.close()
