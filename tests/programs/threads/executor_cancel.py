# Cancelling: what waits can be, what runs cannot; shutdown(cancel_futures=True).
import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor

hold = threading.Event()
started = threading.Event()


def first():
    started.set()
    hold.wait()
    return "ran"


pool = ThreadPoolExecutor(1)
a = pool.submit(first)
started.wait()
b = pool.submit(print, "never")
c = pool.submit(lambda: "c ran")
print(a.cancel(), b.cancel(), b.cancel(), a.running(), b.cancelled(), b.done())
hold.set()
print(a.result(), c.result())
try:
    b.result()
except CancelledError as e:
    print(repr(e))
hold.clear()
started.clear()
a = pool.submit(first)
started.wait()
rest = [pool.submit(print, "never") for _ in range(3)]
threading.Timer(0.01, hold.set).start()
pool.shutdown(cancel_futures=True)
print(a.result(), [f.cancelled() for f in rest])
