# Cancelling a task raises CancelledError inside it, at the await where it waits.
# `finally` still runs, and may even await something.

import asyncio


async def download(name):
    try:
        print(f"{name}: started")
        await asyncio.sleep(10)
        print(f"{name}: finished")
    except asyncio.CancelledError:
        print(f"{name}: told to stop")
        raise
    finally:
        await asyncio.sleep(0.1)
        print(f"{name}: cleaned up")


async def main():
    task = asyncio.create_task(download("film.mp4"))
    await asyncio.sleep(0.5)
    task.cancel()
    print("main: asked it to stop; cancelled yet?", task.cancelled())
    try:
        await task
    except asyncio.CancelledError:
        print("main: it is over; cancelled?", task.cancelled())


asyncio.run(main())
