"""Work given to threads, and to a loop in another thread."""
import asyncio, threading, concurrent.futures, time

def blocking(n):
    return (threading.current_thread().name.split('_')[0], n)

async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, blocking, 1))
    with concurrent.futures.ThreadPoolExecutor(thread_name_prefix='mine') as ex:
        print(await loop.run_in_executor(ex, blocking, 2))
    print((await asyncio.to_thread(blocking, 3))[1])
    try:
        await asyncio.to_thread(lambda: 1 / 0)
    except ZeroDivisionError as e:
        print(e)
    f = concurrent.futures.Future()
    threading.Timer(0.005, f.set_result, ('wrapped',)).start()
    print(await asyncio.wrap_future(f))
    ev = asyncio.Event()
    threading.Timer(0.005, lambda: loop.call_soon_threadsafe(ev.set)).start()
    print(await ev.wait())
asyncio.run(main())

class LoopThread(threading.Thread):

    def __init__(self):
        super().__init__(daemon=True)
        self.loop = asyncio.new_event_loop()
        self.start()

    def run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    def call(self, c):
        return asyncio.run_coroutine_threadsafe(c, self.loop)

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.join()
        self.loop.close()
lt = LoopThread()

async def work(n):
    await asyncio.sleep(0.001)
    return n * 2

async def bad():
    raise KeyError('x')
print([lt.call(work(i)).result(1) for i in range(3)])
try:
    lt.call(bad()).result()
except KeyError as e:
    print(repr(e))
f = lt.call(asyncio.sleep(10))
try:
    f.result(0.01)
except TimeoutError:
    print('timeout', f.cancel())
time.sleep(0.01)
lt.stop()
print(lt.loop.is_closed(), lt.is_alive())
try:
    asyncio.run_coroutine_threadsafe(5, lt.loop)
except TypeError as e:
    print(e)
res = {}

def runner(n):
    res[n] = asyncio.run(work(n))
ts = [threading.Thread(target=runner, args=(i,)) for i in range(3)]
[t.start() for t in ts]
[t.join() for t in ts]
print(sorted(res.items()))
