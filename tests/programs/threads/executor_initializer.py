# Initialisers, names of workers, how many are started.
import threading
from concurrent.futures import ThreadPoolExecutor

local = threading.local()
inits = []


def init(value):
    local.value = value
    inits.append(threading.current_thread().name)


with ThreadPoolExecutor(2, "named", init, ("seven",)) as pool:
    print(pool.submit(lambda: (local.value, threading.current_thread().name)).result())
print(inits)
with ThreadPoolExecutor(max_workers=3) as pool:
    barrier = threading.Barrier(3)
    names = {pool.submit(lambda: barrier.wait() and 0 or threading.current_thread().name) for _ in range(3)}
    print(sorted(f.result().rpartition("_")[2] for f in names))
with ThreadPoolExecutor(5) as pool:
    for _ in range(4):
        pool.submit(int).result()
    print(len(pool._threads) <= 4)
for bad in (lambda: ThreadPoolExecutor(0), lambda: ThreadPoolExecutor(initializer=3)):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
