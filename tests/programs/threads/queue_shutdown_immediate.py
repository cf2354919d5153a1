# Queue.shutdown: what waits, what is left, task_done.
import queue
import threading

q = queue.Queue()
results = []


def getter():
    try:
        results.append(q.get())
    except queue.ShutDown as e:
        results.append(type(e).__name__)


t = threading.Thread(target=getter)
t.start()
q.shutdown()
t.join()
print(results, q.is_shutdown)
for act in (lambda: q.put(1), q.get, q.get_nowait, lambda: q.put_nowait(2)):
    try:
        act()
    except queue.ShutDown as e:
        print(repr(e))
q = queue.Queue(2)
q.put("a")
q.put("b")
full = []


def putter():
    try:
        q.put("c")
    except queue.ShutDown:
        full.append("put ended")


t = threading.Thread(target=putter)
t.start()
q.shutdown()
t.join()
print(full, q.get(), q.get())
try:
    q.get()
except queue.ShutDown:
    print("empty and shut down")
q = queue.Queue()
for n in range(3):
    q.put(n)
q.shutdown(immediate=True)
print(q.qsize(), q.unfinished_tasks)
q.join()
