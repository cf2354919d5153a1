# A future belongs to one loop.
import asyncio

other = asyncio.new_event_loop()
foreign = other.create_future()


async def main():
    for use in (lambda: asyncio.gather(foreign), lambda: asyncio.ensure_future(foreign, loop=asyncio.get_running_loop()), lambda: asyncio.wait_for(foreign, 1)):
        try:
            await use()
        except (ValueError, RuntimeError) as e:
            print(type(e).__name__, str(e).split("<")[0].strip(), "...", str(e).split("> ")[-1][:60])
    lock = asyncio.Lock()
    await lock.acquire()
    return lock


lock = asyncio.run(main())


async def second():
    try:
        await lock.acquire()
    except RuntimeError as e:
        print(str(e).split("> ")[-1])
    lock.release()
    print(await lock.acquire(), "uncontended locks never notice")


async def contended():
    l = asyncio.Lock()
    await l.acquire()
    w = asyncio.create_task(l.acquire())
    await asyncio.sleep(0)
    l.release()
    await w
    return l


l = asyncio.run(contended())


async def third():
    try:
        await l.acquire()
    except RuntimeError as e:
        print(str(e).split("> ")[-1] if "> " in str(e) else e)


lock.release()
asyncio.run(second())
asyncio.run(third())
other.close()
