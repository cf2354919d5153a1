# A read-modify-write with a gap: lost without a lock, on purpose; never with one.
import threading

counter = 0
barrier = threading.Barrier(2)
lock = threading.Lock()


def lossy():
    global counter
    seen = counter
    barrier.wait()
    counter = seen + 1
    barrier.wait()


def safe():
    global counter
    for _ in range(200):
        with lock:
            seen = counter
            counter = seen + 1


for work, count in ((lossy, 2), (safe, 4)):
    counter = 0
    threads = [threading.Thread(target=work) for _ in range(count)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(work.__name__, counter)
