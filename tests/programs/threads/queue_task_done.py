# join and task_done.
import queue
import threading

q = queue.Queue()
done = []
lock = threading.Lock()


def worker():
    while (item := q.get()) is not None:
        with lock:
            done.append(item * item)
        q.task_done()
    q.task_done()


threads = [threading.Thread(target=worker) for _ in range(3)]
for t in threads:
    t.start()
for n in range(10):
    q.put(n)
q.join()
print(sorted(done), q.unfinished_tasks)
for _ in threads:
    q.put(None)
q.join()
for t in threads:
    t.join()
try:
    q.task_done()
except ValueError as e:
    print(e)
