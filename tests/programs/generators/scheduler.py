# A round-robin scheduler of generators, the ancestor of event loops.
from collections import deque


class Scheduler:
    def __init__(self):
        self.ready = deque()
        self.waiting = {}
        self.time = 0

    def spawn(self, gen, name):
        self.ready.append((gen, name, None))

    def run(self):
        while self.ready or self.waiting:
            if not self.ready:
                self.time = min(self.waiting)
                self.ready.extend(self.waiting.pop(self.time))
                print(f"[t={self.time}]")
            gen, name, value = self.ready.popleft()
            try:
                request = gen.send(value)
            except StopIteration as e:
                print(f"{name} done -> {e.value}")
                continue
            except Exception as e:
                print(f"{name} failed: {e!r}")
                continue
            match request:
                case None:
                    self.ready.append((gen, name, None))
                case ("sleep", n):
                    self.waiting.setdefault(self.time + n, []).append((gen, name, f"woke at {self.time + n}"))
                case ("spawn", g, n):
                    self.spawn(g, n)
                    self.ready.append((gen, name, n))
                case ("time",):
                    self.ready.appendleft((gen, name, self.time))


def countdown(n):
    while n:
        print("countdown", n)
        yield
        n -= 1
    return "liftoff"


def sleeper(n):
    got = yield ("sleep", n)
    print(f"sleeper {n}: {got}")
    sub = yield from helper()
    return sub


def helper():
    t = yield ("time",)
    return f"time was {t}"


def parent():
    name = yield ("spawn", countdown(1), "child")
    print("spawned", name)
    yield
    raise ValueError("parent breaks")


s = Scheduler()
s.spawn(countdown(3), "c")
s.spawn(sleeper(5), "s5")
s.spawn(sleeper(2), "s2")
s.spawn(parent(), "p")
s.run()
