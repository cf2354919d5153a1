# Work done once: functools.cache with a lock, an event as a latch, cached_property.
import functools
import threading

calls = []
lock = threading.Lock()


def once(function):
    done = {}

    @functools.wraps(function)
    def inner(*args):
        with lock:
            if args not in done:
                done[args] = function(*args)
            return done[args]

    return inner


@once
def slow(n):
    calls.append(n)
    return n * n


class Latch:
    def __init__(self, count):
        self.count = count
        self.cond = threading.Condition()

    def count_down(self):
        with self.cond:
            self.count -= 1
            if self.count <= 0:
                self.cond.notify_all()

    def wait(self):
        with self.cond:
            while self.count > 0:
                self.cond.wait()


latch = Latch(4)
results = []


def worker():
    results.append(slow(7))
    latch.count_down()


for _ in range(4):
    threading.Thread(target=worker).start()
latch.wait()
print(results, calls)
