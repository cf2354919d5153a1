# A task may only wait for futures: what it says otherwise.
import asyncio
import types


@types.coroutine
def yields(x):
    return (yield x)


async def run(x):
    try:
        await yields(x)
        print("bare yield works as sleep(0)")
    except RuntimeError as e:
        print(str(e).split(" at 0x")[0].split(" cb=")[0].split("<Task")[0], "...", str(e).split("> ")[-1].split(" at 0x")[0][-40:])


async def main():
    await asyncio.create_task(run(None))
    await asyncio.create_task(run(5))
    await asyncio.create_task(run("text"))
    f = asyncio.get_running_loop().create_future()
    await asyncio.create_task(run(f))

    async def self_wait():
        await asyncio.current_task()
    try:
        await asyncio.create_task(self_wait())
    except RuntimeError as e:
        print(str(e)[:27])


asyncio.run(main())
