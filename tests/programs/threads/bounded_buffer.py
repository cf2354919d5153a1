# A bounded buffer from two conditions over one lock.
import collections
import threading


class Buffer:
    def __init__(self, size):
        self.items = collections.deque()
        self.size = size
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)
        self.most = 0

    def put(self, item):
        with self.not_full:
            while len(self.items) >= self.size:
                self.not_full.wait()
            self.items.append(item)
            self.most = max(self.most, len(self.items))
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            while not self.items:
                self.not_empty.wait()
            item = self.items.popleft()
            self.not_full.notify()
            return item


buffer = Buffer(3)
got = []


def produce(start):
    for n in range(start, start + 20):
        buffer.put(n)


def consume():
    while (item := buffer.get()) is not None:
        got.append(item)


makers = [threading.Thread(target=produce, args=(k * 100,)) for k in range(3)]
takers = [threading.Thread(target=consume) for _ in range(2)]
for t in makers + takers:
    t.start()
for t in makers:
    t.join()
for _ in takers:
    buffer.put(None)
for t in takers:
    t.join()
print(len(got), sum(got), buffer.most <= 3, not buffer.items)
