# wrap_future: a concurrent future awaited by a loop.
import asyncio
import threading
from concurrent.futures import Future, ThreadPoolExecutor


async def main():
    f = Future()
    threading.Timer(0.005, f.set_result, ["from a timer"]).start()
    print(await asyncio.wrap_future(f))
    with ThreadPoolExecutor(2) as pool:
        futures = [asyncio.wrap_future(pool.submit(pow, 2, n)) for n in range(4)]
        print(await asyncio.gather(*futures))
        bad = asyncio.wrap_future(pool.submit(int, "x"))
        try:
            await bad
        except ValueError as e:
            print(e)
    g = Future()
    w = asyncio.wrap_future(g)
    w.cancel()
    await asyncio.sleep(0)
    print(w.cancelled(), g.cancelled())


asyncio.run(main())
