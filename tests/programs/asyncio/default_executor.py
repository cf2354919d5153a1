import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


async def main():
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(1, thread_name_prefix="mine"))
    print(await asyncio.to_thread(lambda: threading.current_thread().name))
    try:
        loop.set_default_executor(5)
    except TypeError as e:
        print(e)
    gate = threading.Event()
    t = asyncio.create_task(asyncio.to_thread(gate.wait))
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("the task is cancelled, the thread goes on", gate.is_set())
    gate.set()
    blocked = loop.run_in_executor(None, int, "7")
    print(await blocked)
    await loop.shutdown_default_executor()
    try:
        await asyncio.to_thread(print)
    except RuntimeError as e:
        print(e)


asyncio.run(main())
