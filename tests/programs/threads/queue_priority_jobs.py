# A priority queue of jobs: ties by a count, dataclasses ordered by their first field.
import itertools
import queue
import threading
from dataclasses import dataclass, field
from typing import Any


@dataclass(order=True)
class Job:
    priority: int
    name: Any = field(compare=False)


q = queue.PriorityQueue()
for p, n in [(3, "low"), (1, "high"), (2, "middle"), (1, "high too")]:
    q.put(Job(p, n))
while not q.empty():
    job = q.get()
    print(job.priority, job.name if job.priority > 1 else "one of the high")
count = itertools.count()
q = queue.PriorityQueue()
for p, n in [(2, "a"), (1, "b"), (2, "c"), (1, "d")]:
    q.put((p, next(count), n))
taken = []


def worker():
    while True:
        try:
            taken.append(q.get_nowait()[2])
        except queue.Empty:
            return


t = threading.Thread(target=worker)
t.start()
t.join()
print(taken)
try:
    bad = queue.PriorityQueue()
    bad.put((1, {}))
    bad.put((1, {}))
except TypeError as e:
    print(e)
