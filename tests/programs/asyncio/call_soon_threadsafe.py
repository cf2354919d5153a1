import asyncio
import threading


async def main():
    loop = asyncio.get_running_loop()
    ev = asyncio.Event()
    got = []

    def thread():
        for i in range(3):
            loop.call_soon_threadsafe(got.append, i)
        loop.call_soon_threadsafe(ev.set)

    t = threading.Thread(target=thread)
    t.start()
    await ev.wait()
    t.join()
    print(got)
    fut = loop.create_future()
    t = threading.Thread(target=lambda: loop.call_soon_threadsafe(fut.set_result, threading.current_thread().name), name="setter")
    t.start()
    print(await fut)

    async def add(a, b):
        await asyncio.sleep(0)
        return a + b

    async def fails():
        raise KeyError("k")

    results = []

    def other():
        f = asyncio.run_coroutine_threadsafe(add(1, 2), loop)
        results.append((type(f).__module__, f.result(5)))
        try:
            asyncio.run_coroutine_threadsafe(fails(), loop).result()
        except KeyError as e:
            results.append(repr(e))
        try:
            asyncio.run_coroutine_threadsafe(5, loop)
        except TypeError as e:
            results.append(str(e))
        f = asyncio.run_coroutine_threadsafe(asyncio.sleep(100), loop)
        results.append(f.cancel())

    await asyncio.to_thread(other)
    print(results)


asyncio.run(main())
