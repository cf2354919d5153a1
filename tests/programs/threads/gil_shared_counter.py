# Sharing data between threads: what is atomic enough and what needs a lock.
import threading
import sys

print(sys.getswitchinterval())
lst, d = [], {}


def appender(n):
    for i in range(500):
        lst.append((n, i))
        d[n, i] = True


ts = [threading.Thread(target=appender, args=(n,)) for n in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(len(lst), len(d))
for n in range(4):
    mine = [i for m, i in lst if m == n]
    assert mine == sorted(mine)
print("each thread's items are in order")


class Counter:
    def __init__(self):
        self.value = 0
        self._lock = threading.Lock()

    def increment(self):
        with self._lock:
            self.value += 1
            return self.value


c = Counter()
values = []
ts = [threading.Thread(target=lambda: values.extend(c.increment() for _ in range(250))) for _ in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(c.value, sorted(values) == list(range(1, 1001)))
sys.setswitchinterval(0.001)
print(round(sys.getswitchinterval(), 3))
try:
    sys.setswitchinterval(0)
except ValueError as e:
    print(e)
