# An event loop running in another thread.
import asyncio
import threading

loop = asyncio.new_event_loop()
started = threading.Event()


def run():
    asyncio.set_event_loop(loop)
    loop.call_soon(started.set)
    loop.run_forever()
    print("loop stopped")
    loop.close()


t = threading.Thread(target=run, name="loop thread")
t.start()
started.wait()
print(loop.is_running())


async def job(n):
    await asyncio.sleep(0)
    return n, threading.current_thread().name


futures = [asyncio.run_coroutine_threadsafe(job(i), loop) for i in range(3)]
print([f.result() for f in futures])
loop.call_soon_threadsafe(print, "runs there")
loop.call_soon_threadsafe(loop.stop)
t.join()
print(loop.is_closed())
try:
    loop.call_soon_threadsafe(print)
except RuntimeError as e:
    print(e)
