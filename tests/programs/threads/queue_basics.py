import queue
import threading

q = queue.Queue(maxsize=2)
print(q.empty(), q.full(), q.qsize(), q.maxsize)
q.put(1)
q.put_nowait(2)
for f in (lambda: q.put(3, block=False), lambda: q.put(3, timeout=0.01), lambda: q.put_nowait(3)):
    try:
        f()
    except queue.Full as e:
        print("Full", repr(e))
print(q.get(), q.get_nowait())
for f in (lambda: q.get(block=False), lambda: q.get(timeout=0.01), q.get_nowait):
    try:
        f()
    except queue.Empty as e:
        print("Empty", repr(e))
q.task_done()
q.task_done()
try:
    q.task_done()
except ValueError as e:
    print(e)
p = queue.PriorityQueue()
for x in ((2, "b"), (1, "z"), (3, "a"), (1, "y")):
    p.put(x)
print([p.get() for _ in range(p.qsize())])
l = queue.LifoQueue()
for x in "abc":
    l.put(x)
print([l.get() for _ in range(3)])
s = queue.SimpleQueue()
s.put(1)
print(s.get(), s.empty(), s.qsize())
try:
    s.get_nowait()
except queue.Empty:
    print("simple empty")
try:
    q.put(1, timeout=-1)
except ValueError as e:
    print(e)
q2 = queue.Queue()


def worker():
    while True:
        item = q2.get()
        if item is None:
            break
        results.append(item * 10)
        q2.task_done()


results = []
t = threading.Thread(target=worker)
t.start()
for i in range(5):
    q2.put(i)
q2.join()
print(results)
q2.put(None)
t.join()
