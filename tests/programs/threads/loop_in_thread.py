# An event loop in a second thread, driven from the first.
import asyncio
import threading

loop = asyncio.new_event_loop()
t = threading.Thread(target=loop.run_forever, name="loop")
t.start()


async def work(n):
    await asyncio.sleep(0)
    if n < 0:
        raise ValueError(n)
    return n * 2, threading.current_thread().name


print(asyncio.run_coroutine_threadsafe(work(4), loop).result())
try:
    asyncio.run_coroutine_threadsafe(work(-1), loop).result()
except ValueError as e:
    print("error", e)
f = asyncio.run_coroutine_threadsafe(asyncio.sleep(60), loop)
try:
    f.result(timeout=0.01)
except TimeoutError:
    print("timeout", f.cancel())
done = threading.Event()
loop.call_soon_threadsafe(done.set)
print(done.wait())
loop.call_soon_threadsafe(loop.stop)
t.join()
loop.close()
print(loop.is_closed(), t.is_alive())
