import queue
import threading


class Stats:
    def __init__(self):
        self.lock = threading.Lock()
        self.by_worker = {}

    def add(self, name, n):
        with self.lock:
            self.by_worker[name] = self.by_worker.get(name, 0) + n


def producer(q, items):
    for x in items:
        q.put(x)


def consumer(q, results, stats, name):
    while True:
        x = q.get()
        try:
            if x is None:
                return
            results.put((x, x * x))
            stats.add(name, 1)
        finally:
            q.task_done()


q, results, stats = queue.Queue(maxsize=4), queue.Queue(), Stats()
consumers = [threading.Thread(target=consumer, args=(q, results, stats, f"c{i}")) for i in range(3)]
producers = [threading.Thread(target=producer, args=(q, range(i * 10, i * 10 + 10))) for i in range(2)]
for t in consumers + producers:
    t.start()
for t in producers:
    t.join()
q.join()
for _ in consumers:
    q.put(None)
for t in consumers:
    t.join()
got = sorted(results.get() for _ in range(results.qsize()))
print(len(got), got[:3], got[-1], sum(stats.by_worker.values()), results.empty())
print(all(y == x * x for x, y in got))
