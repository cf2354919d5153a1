# A semaphore bounds how many are inside at once.
import threading

limit = threading.BoundedSemaphore(3)
lock = threading.Lock()
inside = most = 0
full = threading.Event()


def worker():
    global inside, most
    with limit:
        with lock:
            inside += 1
            most = max(most, inside)
            if inside == 3:
                full.set()
        full.wait()
        with lock:
            inside -= 1


threads = [threading.Thread(target=worker) for _ in range(9)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(inside, most)
s = threading.Semaphore(0)
print(s.acquire(blocking=False), s.acquire(timeout=0.01))
s.release(3)
print([s.acquire(False) for _ in range(4)])
try:
    limit.release()
except ValueError as e:
    print(e)
