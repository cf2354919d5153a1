# A barrier that breaks: abort, timeout, failing action; reset.
import threading

results = []
lock = threading.Lock()


def note(*what):
    with lock:
        results.append(what)


def waiter(barrier, n):
    try:
        barrier.wait()
        note(n, "through")
    except threading.BrokenBarrierError as e:
        note(n, "broken", str(e))


b = threading.Barrier(3)
threads = [threading.Thread(target=waiter, args=(b, n)) for n in range(2)]
for t in threads:
    t.start()
while b.n_waiting < 2:
    pass
b.abort()
for t in threads:
    t.join()
print(sorted(results), b.broken)
try:
    b.wait()
except threading.BrokenBarrierError:
    print("stays broken")
b.reset()
print(b.broken, b.n_waiting)
try:
    b.wait(timeout=0.01)
except threading.BrokenBarrierError:
    print("timeout", b.broken)


def bad():
    raise ValueError("action")


c = threading.Barrier(1, bad)
try:
    c.wait()
except ValueError as e:
    print("action failed:", e, c.broken)
d = threading.Barrier(1)
print(d.wait(), d.wait())
