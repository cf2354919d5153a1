import asyncio


async def guarded(name, waits):
    try:
        print(name, "got", await waits)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "finally")


async def main():
    children = [asyncio.create_task(guarded(n, asyncio.sleep(10))) for n in "abc"]
    gathering = asyncio.gather(*children)
    await asyncio.sleep(0)
    children[1].cancel("one")
    try:
        await gathering
    except asyncio.CancelledError as error:
        print("gathering", error.args, gathering.cancelled())
    print([c.done() for c in children])
    children[0].cancel()
    children[2].cancel()
    await asyncio.wait(children)


asyncio.run(main())
