# A task's exception nobody asks for is reported on stderr when the task dies.
import asyncio


async def bad():
    raise ValueError("nobody looks")


async def main():
    t = asyncio.create_task(bad(), name="lost")
    await asyncio.sleep(0)
    print("task is done", t.done())
    del t
    print("after del")
    seen = asyncio.create_task(bad())
    await asyncio.sleep(0)
    print(repr(seen.exception()))
    del seen
    f = asyncio.get_running_loop().create_future()
    f.set_exception(KeyError("future"))
    del f
    print("end of main")


asyncio.run(main())
