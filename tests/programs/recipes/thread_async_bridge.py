# A thread produces, a coroutine consumes, and the other way round.
import asyncio
import queue
import threading


async def consume_from_thread():
    loop, q = asyncio.get_running_loop(), asyncio.Queue()

    def producer():
        for i in range(4):
            loop.call_soon_threadsafe(q.put_nowait, i)
        loop.call_soon_threadsafe(q.put_nowait, None)
    t = threading.Thread(target=producer)
    t.start()
    out = []
    while (x := await q.get()) is not None:
        out.append(x)
    t.join()
    return out


async def feed_thread():
    q, results = queue.Queue(), []

    def consumer():
        while (x := q.get()) is not None:
            results.append(x * 10)
    t = threading.Thread(target=consumer)
    t.start()
    for i in range(4):
        q.put(i)
        await asyncio.sleep(0)
    q.put(None)
    await asyncio.to_thread(t.join)
    return results


async def ask_thread():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()

    def work():
        loop.call_soon_threadsafe(fut.set_exception, ValueError("from the thread"))
    threading.Thread(target=work).start()
    try:
        await fut
    except ValueError as e:
        return str(e)


class LoopThread:
    """Synchronous facade over a loop in a thread."""

    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        return self

    def call(self, coro):
        return asyncio.run_coroutine_threadsafe(coro, self.loop).result()

    def __exit__(self, *exc):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


print(asyncio.run(consume_from_thread()))
print(asyncio.run(feed_thread()))
print(asyncio.run(ask_thread()))
with LoopThread() as lt:
    print(lt.call(asyncio.sleep(0, "sync call of a coroutine")), lt.call(consume_from_thread()))
    try:
        lt.call(asyncio.wait_for(asyncio.Event().wait(), 0.01))
    except TimeoutError:
        print("timeout crosses threads")
print(lt.loop.is_closed())
