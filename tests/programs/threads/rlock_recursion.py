# RLock: re-entered, counted, owned; with a condition over it.
import threading

lock = threading.RLock()


def down(n):
    with lock:
        return n if n == 0 else down(n - 1)


print(down(50), lock.locked())
lock.acquire()
lock.acquire()
tried = []
t = threading.Thread(target=lambda: tried.append((lock.acquire(blocking=False), lock.acquire(timeout=0.01))))
t.start()
t.join()
print(tried, lock._is_owned(), lock._recursion_count())


def release_foreign():
    try:
        lock.release()
    except RuntimeError as e:
        tried.append(str(e))


t = threading.Thread(target=release_foreign)
t.start()
t.join()
print(tried[-1])
lock.release()
lock.release()
cond = threading.Condition()
out = []


def waiter():
    with cond:
        with cond:
            out.append("waits, twice inside")
            ready.set()
            cond.wait()
            out.append("woken")


ready = threading.Event()
t = threading.Thread(target=waiter)
t.start()
ready.wait()
with cond:
    cond.notify()
t.join()
print(out)
