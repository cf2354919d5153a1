# A readers-writer lock built on a condition.
import threading


class RWLock:
    def __init__(self):
        self.cond = threading.Condition()
        self.readers = 0
        self.writer = False
        self.waiting_writers = 0

    def acquire_read(self):
        with self.cond:
            self.cond.wait_for(lambda: not self.writer and not self.waiting_writers)
            self.readers += 1

    def release_read(self):
        with self.cond:
            self.readers -= 1
            self.cond.notify_all()

    def acquire_write(self):
        with self.cond:
            self.waiting_writers += 1
            self.cond.wait_for(lambda: not self.writer and not self.readers)
            self.waiting_writers -= 1
            self.writer = True

    def release_write(self):
        with self.cond:
            self.writer = False
            self.cond.notify_all()


rw, value, seen, both = RWLock(), 0, [], threading.Barrier(2)


def reader():
    rw.acquire_read()
    both.wait()               # two readers are inside at once
    seen.append(value)
    rw.release_read()


def writer(n):
    global value
    rw.acquire_write()
    old = value
    for _ in range(100):
        pass
    value = old + n
    rw.release_write()


ts = [threading.Thread(target=reader) for _ in range(2)]
for t in ts:
    t.start()
for t in ts:
    t.join()
ts = [threading.Thread(target=writer, args=(i,)) for i in range(1, 6)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(seen, value)
