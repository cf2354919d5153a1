# flags: --virtual-time
# Timers fire by deadline; the order of creation does not matter then.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    now = loop.time()
    loop.call_later(0.12, print, "third")
    loop.call_later(0.04, print, "first")
    loop.call_at(now + 0.08, print, "second")
    loop.call_at(now + 0.16, done.set_result, "last")
    loop.call_later(-1, print, "a deadline in the past runs next turn")
    loop.call_soon(print, "soon")
    h = loop.call_later(0.06, print, "never")
    print(h.cancelled(), h.cancel(), h.cancelled(), type(h).__name__)
    print(await done)
    print(h.when() - now > 0.05)


asyncio.run(main())
