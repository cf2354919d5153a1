import threading

s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(blocking=False), s.acquire(timeout=0.01))
s.release()
print(s.acquire(blocking=False))
s.release(2)
active, peak, lock = 0, 0, threading.Lock()


def limited():
    global active, peak
    with s:
        with lock:
            active += 1
            peak = max(peak, active)
        for _ in range(1000):
            pass
        with lock:
            active -= 1


ts = [threading.Thread(target=limited) for _ in range(8)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(peak <= 2, active)
b = threading.BoundedSemaphore(1)
try:
    b.release()
except ValueError as e:
    print(e)
for bad in (lambda: threading.Semaphore(-1), lambda: s.release(0), lambda: s.acquire(False, 1)):
    try:
        bad()
    except ValueError as e:
        print(e)
out = []
a, c = threading.Semaphore(1), threading.Semaphore(0)


def foo():
    for _ in range(3):
        a.acquire()
        out.append("foo")
        c.release()


def bar():
    for _ in range(3):
        c.acquire()
        out.append("bar")
        a.release()


ts = [threading.Thread(target=f) for f in (bar, foo)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(out)
