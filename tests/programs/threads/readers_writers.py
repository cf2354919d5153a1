# A read-write lock from a condition: readers together, writers alone.
import threading


class RWLock:
    def __init__(self):
        self.cond = threading.Condition()
        self.readers = 0
        self.writing = False

    def read(self):
        with self.cond:
            self.cond.wait_for(lambda: not self.writing)
            self.readers += 1

    def read_done(self):
        with self.cond:
            self.readers -= 1
            self.cond.notify_all()

    def write(self):
        with self.cond:
            self.cond.wait_for(lambda: not self.writing and not self.readers)
            self.writing = True

    def write_done(self):
        with self.cond:
            self.writing = False
            self.cond.notify_all()


rw = RWLock()
value = 0
together = threading.Barrier(3)
seen = []


def reader():
    rw.read()
    together.wait()
    seen.append(value)
    rw.read_done()


def writer():
    global value
    for _ in range(50):
        rw.write()
        old = value
        value = old + 1
        rw.write_done()


readers = [threading.Thread(target=reader) for _ in range(3)]
for t in readers:
    t.start()
for t in readers:
    t.join()
writers = [threading.Thread(target=writer) for _ in range(4)]
for t in writers:
    t.start()
for t in writers:
    t.join()
print(seen, value)
