# In debug mode call_soon checks what it is given.
import asyncio


async def coro():
    pass


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug())
    c = coro()
    for bad in (c, coro, 5):
        try:
            loop.call_soon(bad)
        except TypeError as e:
            print(str(e).split("<")[0])
    c.close()
    loop.set_debug(False)
    print(loop.get_debug(), loop.slow_callback_duration)


asyncio.run(main(), debug=True)
