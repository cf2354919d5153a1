import asyncio


async def main():
    loop = asyncio.get_running_loop()
    handles = [loop.call_at(when, print, when) for when in (3.0, 1.0, 2.0)]
    print([h.when() for h in sorted(handles)])
    print(handles[0] > handles[1], handles[1] <= handles[2], handles[0] == handles[0])
    for h in handles:
        h.cancel()


asyncio.run(main())
