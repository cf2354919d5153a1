# A generator shared by threads; iterators protected by a lock; contextvars per thread.
import contextvars
import threading


def numbers():
    n = 0
    while True:
        yield n
        n += 1


class Safe:
    def __init__(self, it):
        self.it, self.lock = iter(it), threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self.lock:
            return next(self.it)


safe, got, lock = Safe(numbers()), [], threading.Lock()


def take(n):
    mine = [next(safe) for _ in range(n)]
    with lock:
        got.extend(mine)


ts = [threading.Thread(target=take, args=(100,)) for _ in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sorted(got) == list(range(300)))
entered, release = threading.Event(), threading.Event()


def slow():
    entered.set()
    release.wait()
    yield 1


g = slow()
t = threading.Thread(target=lambda: next(g))
t.start()
entered.wait()
try:
    next(g)
except ValueError as e:
    print(e)
release.set()
t.join()
v = contextvars.ContextVar("v", default="default")
v.set("main")
seen = []
t = threading.Thread(target=lambda: seen.append(v.get()))
t.start()
t.join()
t = threading.Thread(target=lambda: seen.append(v.get()), context=contextvars.copy_context())
t.start()
t.join()
t = threading.Thread(target=contextvars.copy_context().run, args=(lambda: seen.append(v.get()),))
t.start()
t.join()
print(seen)
