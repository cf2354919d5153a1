import asyncio
import threading

results, lock = [], threading.Lock()


async def job(n):
    await asyncio.sleep(0)
    return n * 2


def run(n):
    r = asyncio.run(job(n))
    with lock:
        results.append(r)


ts = [threading.Thread(target=run, args=(i,)) for i in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sorted(results))


async def main():
    loop = asyncio.get_running_loop()
    q = asyncio.Queue()

    def feeder():
        for i in range(3):
            asyncio.run_coroutine_threadsafe(q.put(i), loop).result()
        loop.call_soon_threadsafe(q.put_nowait, None)

    t = threading.Thread(target=feeder)
    t.start()
    while (x := await q.get()) is not None:
        print("got", x)
    await asyncio.to_thread(t.join)
    lock = threading.Lock()

    def critical(n):
        with lock:
            return n
    print(await asyncio.gather(*[asyncio.to_thread(critical, i) for i in range(4)]))
    done = asyncio.Event()
    threading.Thread(target=lambda: loop.call_soon_threadsafe(done.set)).start()
    await done.wait()
    print("event set from a thread")

    def no_loop_here():
        try:
            asyncio.get_running_loop()
        except RuntimeError as e:
            return str(e)
    print(await asyncio.to_thread(no_loop_here))


asyncio.run(main())
