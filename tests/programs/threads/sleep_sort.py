# flags: --virtual-time
# Threads sleeping for different times wake in order of time.
import threading
import time

out = []


def nap(n):
    time.sleep(n * 0.1)
    out.append(n)


start = time.monotonic()
ts = [threading.Thread(target=nap, args=(n,)) for n in (5, 2, 4, 1, 3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
took = time.monotonic() - start
print(out, "slept at the same time:", 0.5 <= took < 1.4)
t = threading.Thread(target=time.sleep, args=(0.1,))
t.start()
t.join(timeout=0.02)
print("still alive after the timeout", t.is_alive())
t.join()
print(t.is_alive())
for bad in (-1, "x", None):
    try:
        time.sleep(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
