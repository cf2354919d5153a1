# threading helpers around with statements, contextlib and ExitStack.
import contextlib
import threading

log = []


@contextlib.contextmanager
def noted(lock, name):
    with lock:
        log.append(f"+{name}")
        try:
            yield name
        finally:
            log.append(f"-{name}")


a, b = threading.Lock(), threading.RLock()
with contextlib.ExitStack() as stack:
    for lock, name in ((a, "a"), (b, "b")):
        stack.enter_context(noted(lock, name))
    print(a.locked(), log)
print(a.locked(), log)
try:
    with noted(a, "x"):
        raise ValueError
except ValueError:
    print(log[-2:], a.locked())


def synchronized(method):
    def inner(self, *args):
        with self.lock:
            return method(self, *args)

    return inner


class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.value = 0

    @synchronized
    def add(self, n):
        old = self.value
        self.value = old + n


c = Counter()
threads = [threading.Thread(target=lambda: [c.add(1) for _ in range(100)]) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(c.value)
