# run_in_executor and to_thread: results, errors, order of events.
import asyncio
import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor

var = contextvars.ContextVar("var", default="unset")


def work(x):
    if x < 0:
        raise ValueError("negative")
    return x * 2, threading.current_thread() is threading.main_thread()


def show():
    return var.get()


async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, work, 21))
    print(await asyncio.to_thread(work, 5))
    try:
        await asyncio.to_thread(work, -1)
    except ValueError as e:
        print("error comes back:", e)
    with ThreadPoolExecutor(1, thread_name_prefix="pool") as pool:
        print(await loop.run_in_executor(pool, lambda: threading.current_thread().name))
        print(await asyncio.gather(*[loop.run_in_executor(pool, work, i) for i in range(3)]))
    var.set("from the task")
    print(await asyncio.to_thread(show), await loop.run_in_executor(None, show))
    gate = threading.Event()
    fut = loop.run_in_executor(None, gate.wait)
    print(type(fut).__name__, fut.done())
    await asyncio.sleep(0)
    print("the loop turns while the thread waits")
    gate.set()
    print(await fut)
    print(await asyncio.to_thread(sorted, [3, 1, 2], reverse=True))
    try:
        await loop.run_in_executor(pool, work, 1)
    except RuntimeError as e:
        print(e)


asyncio.run(main())
