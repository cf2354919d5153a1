# How programs looked before asyncio.run.
# flags: --virtual-time
import asyncio


async def greet(name, delay):
    await asyncio.sleep(delay)
    return f"hello {name}"


def callback(future):
    print("callback got", future.result())
    loop.stop()


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    print(loop.run_until_complete(greet("one", 0.01)))
    tasks = [loop.create_task(greet(n, d)) for n, d in (("a", 0.03), ("b", 0.01))]
    done, pending = loop.run_until_complete(asyncio.wait(tasks))
    print(sorted(t.result() for t in done), pending)
    print(loop.run_until_complete(asyncio.gather(*[greet(n, 0) for n in "xy"])))
    t = asyncio.ensure_future(greet("forever", 0.01), loop=loop)
    t.add_done_callback(callback)
    loop.run_forever()
    loop.call_later(0.02, loop.stop)
    loop.call_later(0.01, print, "before the stop")
    loop.run_forever()
    never = loop.create_task(greet("never", 100))
    loop.run_until_complete(asyncio.sleep(0))
    for task in asyncio.all_tasks(loop):
        task.cancel()
    print(loop.run_until_complete(asyncio.gather(never, return_exceptions=True)))
finally:
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
print(loop.is_closed())
