import itertools
import threading

ids = itertools.count(1)
lock = threading.Lock()
got = []


def worker():
    for _ in range(50):
        with lock:
            n = next(ids)
        got.append(n)


ts = [threading.Thread(target=worker) for _ in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(len(got), len(set(got)), max(got))
safe = threading.serialize_iterator(iter(range(100))) if hasattr(threading, "serialize_iterator") else iter(range(100))
print(sum(safe))
barrier = threading.Barrier(3)
leaders = []


def phase():
    for p in range(3):
        if barrier.wait() == 0:
            with lock:
                leaders.append(p)
        barrier.wait()


ts = [threading.Thread(target=phase) for _ in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(leaders)
