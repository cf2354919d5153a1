# flags: --virtual-time
from concurrent.futures import ThreadPoolExecutor, as_completed
import time


def task(n):
    time.sleep(n * 0.15)
    return f"task {n}"


with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(task, [3, 1, 2])))
    futures = [pool.submit(task, n) for n in (3, 1, 2)]
    for f in as_completed(futures):
        print(f.result())
    future = pool.submit(task, 1)
    print(future.done())
    print(future.result(), future.done())
    failing = pool.submit(lambda: 1 / 0)
    try:
        failing.result()
    except ZeroDivisionError as e:
        print("error:", e)
