# flags: --virtual-time
import threading
import time

stop = threading.Event()
beats = []


def beat():
    while not stop.wait(0.03):
        beats.append(len(beats))


t = threading.Thread(target=beat)
t.start()
time.sleep(0.1)
stop.set()
t.join(1)
print(t.is_alive(), 2 <= len(beats) <= 3, beats[:2])
lock = threading.Lock()
lock.acquire()
results = []


def try_lock(timeout):
    results.append((timeout, lock.acquire(timeout=timeout)))


ts = [threading.Thread(target=try_lock, args=(x,)) for x in (0.02, 0.06)]
for x in ts:
    x.start()
for x in ts:
    x.join()
print(results)
waiter = threading.Thread(target=try_lock, args=(5,))
waiter.start()
time.sleep(0.02)
lock.release()
waiter.join()
print(results[-1])
cond = threading.Condition()
with cond:
    start = time.monotonic()
    print(cond.wait(0.05), time.monotonic() - start >= 0.05)
sem = threading.Semaphore(0)
print(sem.acquire(timeout=0.02), stop.wait(5))
