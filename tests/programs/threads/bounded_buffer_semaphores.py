import threading


class Buffer:
    def __init__(self, size):
        self.items, self.lock = [], threading.Lock()
        self.free, self.used = threading.Semaphore(size), threading.Semaphore(0)
        self.most = 0

    def put(self, x):
        with self.free:
            pass
        self.free.acquire(blocking=False) or self.free.acquire()
        with self.lock:
            self.items.append(x)
            self.most = max(self.most, len(self.items))
        self.used.release()

    def get(self):
        self.used.acquire()
        with self.lock:
            x = self.items.pop(0)
        self.free.release()
        return x


buf, out = Buffer(3), []
p = threading.Thread(target=lambda: [buf.put(i) for i in range(20)])
c = threading.Thread(target=lambda: out.extend(buf.get() for _ in range(20)))
p.start()
c.start()
p.join()
c.join()
print(out == list(range(20)), buf.most <= 3, buf.items)
