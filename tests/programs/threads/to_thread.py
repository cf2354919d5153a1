# asyncio.to_thread and run_in_executor.
import asyncio
import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor

var = contextvars.ContextVar("var")


def blocking(n, *, scale=1):
    if n == 3:
        raise ValueError("three")
    return n * scale, threading.current_thread() is threading.main_thread()


async def main():
    var.set("kept")
    print(await asyncio.to_thread(blocking, 2, scale=10))
    print(await asyncio.to_thread(var.get))
    results = await asyncio.gather(*(asyncio.to_thread(blocking, n) for n in range(5)), return_exceptions=True)
    print(results)
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, "own") as pool:
        name = await loop.run_in_executor(pool, lambda: threading.current_thread().name)
        print(name)
    print(await loop.run_in_executor(None, sum, [1, 2, 3]))
    try:
        async with asyncio.timeout(0.01):
            await asyncio.to_thread(hold.wait)
    except TimeoutError:
        print("timeout, though the thread goes on")
        hold.set()


hold = threading.Event()
asyncio.run(main())
