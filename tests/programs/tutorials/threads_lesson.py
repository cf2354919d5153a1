# flags: --virtual-time
import threading
import time


def worker(name, delay):
    print(f"{name} starting")
    time.sleep(delay)
    print(f"{name} finishing")


threads = []
for i, delay in enumerate((0.6, 0.4, 0.2)):
    t = threading.Thread(target=worker, args=(f"thread-{i}", delay))
    threads.append(t)
    t.start()
    time.sleep(0.01)
for t in threads:
    t.join()
print("all done")
lock = threading.Lock()
total = 0


def add(n):
    global total
    for _ in range(n):
        with lock:
            total += 1


ts = [threading.Thread(target=add, args=(500,)) for _ in range(3)]
[t.start() for t in ts]
[t.join() for t in ts]
print(total)
