# Five hundred threads at once.
import threading

N = 500
started = threading.Semaphore(0)
go = threading.Event()
total = 0
lock = threading.Lock()


def work(n):
    global total
    started.release()
    go.wait()
    with lock:
        total += n


threads = [threading.Thread(target=work, args=(n,)) for n in range(N)]
for t in threads:
    t.start()
for _ in range(N):
    started.acquire()
print(threading.active_count(), total)
go.set()
for t in threads:
    t.join()
print(threading.active_count(), total)
