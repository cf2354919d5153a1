# Queue, LifoQueue, PriorityQueue, SimpleQueue: order, sizes, errors.
import queue

for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = kind(3)
    for item in (5, 1, 3):
        q.put(item)
    print(kind.__name__, q.qsize(), q.full(), q.empty())
    try:
        q.put(0, block=False)
    except queue.Full as e:
        print("full", repr(e))
    try:
        q.put(0, timeout=0.01)
    except queue.Full as e:
        print("full after a while", repr(e))
    print([q.get() for _ in range(3)], q.empty())
    for act in (lambda: q.get(timeout=-1), lambda: q.put(1, timeout=-2), q.get_nowait, lambda: q.get(timeout=0.01)):
        try:
            print(act())
        except (ValueError, queue.Empty) as e:
            print(type(e).__name__, e)
s = queue.SimpleQueue()
for item in "abc":
    s.put(item)
print(s.qsize(), s.get(), s.get_nowait(), s.get(timeout=1), s.empty())
try:
    s.get(False)
except queue.Empty as e:
    print(type(e), type(e).__module__)
try:
    s.get(timeout=-1)
except ValueError as e:
    print(e)
print(queue.SimpleQueue[int], queue.Queue[int])
