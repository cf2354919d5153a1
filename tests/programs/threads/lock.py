# Lock: acquire, release, with, non-blocking, timeouts, errors.
import threading

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(blocking=False), lock.acquire(timeout=0.01))
lock.release()
try:
    lock.release()
except RuntimeError as e:
    print(e)
with lock as got:
    print("inside", got, lock.locked())
print(lock.locked())
counter = 0


def add(n):
    global counter
    for _ in range(n):
        with lock:
            counter += 1


threads = [threading.Thread(target=add, args=(1000,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
try:
    with lock:
        raise ValueError("released anyway")
except ValueError as e:
    print(e, lock.locked())
lock.acquire()


def release_elsewhere():
    lock.release()
    print("another thread may release a Lock")


t = threading.Thread(target=release_elsewhere)
t.start()
t.join()
print(lock.locked())
for bad in (lambda: lock.acquire(False, 1), lambda: lock.acquire(timeout=-5), lambda: lock.acquire("x", "y")):
    try:
        print(bad())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(repr(lock).split(" at ")[0], type(threading.RLock()).__name__)
order = []
lock.acquire()


def wait_for_lock(n):
    with lock:
        order.append(n)


t = threading.Thread(target=wait_for_lock, args=("second",))
t.start()
order.append("first")
lock.release()
t.join()
print(order)
